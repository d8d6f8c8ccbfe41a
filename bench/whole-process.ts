import { execa } from 'execa';
import { alternate, type Measurement } from './measure.ts';

const rounds = 5;
const root = `${import.meta.dirname}/..`;
const certify = ['bin/assay.js', 'certify', 'orbstack', '--seed', '42', '--runs', '100'];
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'bench/fixtures/vitest.config.ts'];

/** A certification of the simulated OrbStack beside one trivial test of a test runner, each as a user starts it. */
export async function wholeProcess(): Promise<Measurement> {
  const [baseline, ours] = await alternate(rounds, [() => millisOf(vitest), () => millisOf(certify)]);
  return {
    what: 'whole process, all contracts by 100 cases',
    unit: 'ms',
    baseline,
    ours,
    goal: { kind: 'ratio', atMost: 2 },
  };
}

/** Both run on the Node that runs this. */
async function millisOf(args: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  await execa(process.execPath, args, { cwd: root, env: { CI: 'true', NO_COLOR: '1' } });
  return performance.now() - startedMs;
}
