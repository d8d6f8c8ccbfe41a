import { execa } from 'execa';
import { registeredProviders } from '../src/registry.ts';
import { alternate, type Measurement } from './measure.ts';

const rounds = 5;
const root = `${import.meta.dirname}/..`;
const certify = (names: readonly string[]) => ['bin/assay.js', 'certify', ...names, '--seed', '42', '--runs', '100'];
const certifyAws = ['bin/assay.js', 'certify', 'aws', '--seed', '42'];
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'bench/fixtures/vitest.config.ts'];

/** What is certified together; of each, those that are registered. */
const groups = [['orbstack'], ['lambda', 'runpod'], ['gcp'], ['slurm'], ['coreweave'], ['aws']];

/** A certification on simulated services beside one trivial test of a test runner, each as a user starts it. */
export async function wholeProcess(which: readonly (readonly string[])[] = groups): Promise<readonly Measurement[]> {
  const known = registeredProviders.map(({ name }) => name);
  const measurements: Measurement[] = [];
  for (const names of which.map((group) => group.filter((name) => known.includes(name)))) {
    if (names.length > 0) measurements.push(await measure(names));
  }
  return measurements;
}

/** All providers at once, as `assay certify` takes them, beside the same trivial test. */
export async function everyProvider(): Promise<Measurement> {
  const args = ['bin/assay.js', 'certify', '--seed', '42'];
  const [baseline, ours] = await alternate(3, [() => millisOf(vitest), () => millisOf(args)]);
  const goal = { kind: 'ratio', atMost: 15 } as const;
  return { what: 'whole process, every provider at once', unit: 'ms', baseline, ours, goal };
}

async function measure(names: readonly string[]): Promise<Measurement> {
  // Every call of aws goes through the SDK: it is judged by as many cases as its testbed has by default, and once.
  const [args, how, atMost, times] = names.includes('aws')
    ? [certifyAws, 'all contracts by 10 cases', 20, 1]
    : [certify(names), 'all contracts by 100 cases', 2, rounds];
  const [baseline, ours] = await alternate(times, [() => millisOf(vitest), () => millisOf(args)]);
  const goal = { kind: 'ratio', atMost } as const;
  return { what: `whole process, ${names.join(' and ')}, ${how}`, unit: 'ms', baseline, ours, goal };
}

/** Both run on the Node that runs this. */
async function millisOf(args: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  await execa(process.execPath, args, { cwd: root, env: { CI: 'true', NO_COLOR: '1' } });
  return performance.now() - startedMs;
}
