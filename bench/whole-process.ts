import { execa } from 'execa';
import { registeredProviders } from '../src/registry.ts';
import { alternate, type Measurement } from './measure.ts';

const rounds = 5;
const root = `${import.meta.dirname}/..`;
const certify = (names: readonly string[]) => ['bin/assay.js', 'certify', ...names, '--seed', '42', '--runs', '100'];
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'bench/fixtures/vitest.config.ts'];

/** What is certified together; of each, those that are registered. */
const groups = [['orbstack'], ['lambda', 'runpod']];

/** A certification on simulated services beside one trivial test of a test runner, each as a user starts it. */
export async function wholeProcess(): Promise<readonly Measurement[]> {
  const known = registeredProviders.map(({ name }) => name);
  const measurements: Measurement[] = [];
  for (const names of groups.map((group) => group.filter((name) => known.includes(name)))) {
    if (names.length > 0) measurements.push(await measure(names));
  }
  return measurements;
}

async function measure(names: readonly string[]): Promise<Measurement> {
  const [baseline, ours] = await alternate(rounds, [() => millisOf(vitest), () => millisOf(certify(names))]);
  return {
    what: `whole process, ${names.join(' and ')}, all contracts by 100 cases`,
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
