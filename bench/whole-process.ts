import { execa } from 'execa';
import { registeredProviders } from '../src/registry.ts';
import { alternate, type Measurement } from './measure.ts';

const rounds = 5;
const root = `${import.meta.dirname}/..`;
const certify = (names: readonly string[]) => ['bin/assay.js', 'certify', ...names, '--seed', '42', '--runs', '100'];
const certifyAws = ['bin/assay.js', 'certify', 'aws', '--seed', '42'];
const trivialTest = ['run', '--config', 'bench/fixtures/vitest.config.ts'];
const vitest = ['node_modules/vitest/vitest.mjs', ...trivialTest];
const certifyAll = ['certify', '--seed', '42'];
/** The Node that runs this runs everything here. */
const node = process.execPath;

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

/** All providers at once, as `assay certify` takes them, beside the same trivial test: each as it is typed, and without npx. */
export async function everyProvider(): Promise<readonly Measurement[]> {
  const goal = { kind: 'ratio', atMost: 15 } as const;
  const what = 'every provider at once';
  const typed = await alternate(3, [
    () => millisOf('npx', ['vitest', ...trivialTest]),
    () => millisOf('npx', ['assay', ...certifyAll]),
  ]);
  const bare = await alternate(3, [
    () => millisOf(node, vitest),
    () => millisOf(node, ['bin/assay.js', ...certifyAll]),
  ]);
  return [
    { what: `npx assay certify, ${what}, beside npx vitest run`, unit: 'ms', baseline: typed[0], ours: typed[1], goal },
    { what: `the same without npx`, unit: 'ms', baseline: bare[0], ours: bare[1], goal },
  ];
}

async function measure(names: readonly string[]): Promise<Measurement> {
  // Every call of aws goes through the SDK: it is judged by as many cases as its testbed has by default, and once.
  const [args, how, atMost, times] = names.includes('aws')
    ? [certifyAws, 'all contracts by 10 cases', 20, 1]
    : [certify(names), 'all contracts by 100 cases', 2, rounds];
  const [baseline, ours] = await alternate(times, [() => millisOf(node, vitest), () => millisOf(node, args)]);
  const goal = { kind: 'ratio', atMost } as const;
  return { what: `whole process, ${names.join(' and ')}, ${how}`, unit: 'ms', baseline, ours, goal };
}

async function millisOf(file: string, args: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  await execa(file, args, { cwd: root, env: { CI: 'true', NO_COLOR: '1' } });
  return performance.now() - startedMs;
}
