import type { Exec, ProviderContext } from '../../provider/context.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { nativeErrors } from './native-errors.ts';
import { spotFacts } from './spot-facts.ts';

const timeoutMs = 30_000;

const tolerances = {
  consistencyWindowMs: 5_000,
  // A job waits behind those of others.
  bootTimeoutMs: 1_800_000,
  terminateTimeoutMs: 300_000,
  callTimeoutMs: 120_000,
};

/** What may be asked for on a cluster that is there: two jobs of one CPU, one GPU where it is said to have some, and no more. */
export async function askLiveFacts(exec: Exec, env: ProviderContext['env']): Promise<WorldFacts> {
  const size = { cpus: 1, memoryMiB: 64 };
  const partition = env.SLURM_PARTITION || (await defaultPartition(exec));
  const { SLURM_SPOT_PARTITION: spot, SLURM_SPOT_USD_PER_CPU_HOUR: price } = env;
  const offer = { smallest: size, largest: size, usdPerCpuHour: Number(price) };
  return {
    regions: [partition],
    images: [],
    smallest: size,
    largest: size,
    ...(spot && price && spotFacts({ ...offer, partition: spot })),
    instancesMax: 2,
    gpuModels: env.SLURM_GPUS === 'yes' ? await gpuModelsOf(exec, partition) : [],
    gpusMax: 1,
    nativeErrors,
    tolerances,
    secrets: [],
  };
}

async function defaultPartition(exec: Exec): Promise<string> {
  const names = (await ask(exec, ['--format=%P'])).filter((name) => name.endsWith('*'));
  const [first] = names;
  if (first !== undefined) return first.slice(0, -1);
  throw new Error('the cluster has no default partition: SLURM_PARTITION has to name one, passed on with --env');
}

/** Of types that are named: `gpu:4` is a number of any. */
async function gpuModelsOf(exec: Exec, partition: string): Promise<readonly string[]> {
  const lines = await ask(exec, ['--format=%G', `--partition=${partition}`]);
  const models = lines.flatMap((line) => [...line.matchAll(/\bgpu:([^:,()\s]+):\d/g)].map(([, model = '']) => model));
  return [...new Set(models)].toSorted().slice(0, 1);
}

async function ask(exec: Exec, args: readonly string[]): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await exec('sinfo', ['--noheader', ...args], { timeoutMs });
  if (exitCode !== 0) throw new Error(`sinfo failed: ${stderr.trim().slice(0, 200)}`);
  return stdout.split('\n').map((line) => line.trim());
}
