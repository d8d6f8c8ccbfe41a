import type { Shard } from '../../engine/shard.ts';
import { UsageError } from '../usage-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How one system tells a machine its place. */
interface Place {
  readonly system: string;
  readonly index: string;
  readonly count: string;
  /** What the first machine has. */
  readonly first: 0 | 1;
  /** What to do where the count is missing. */
  readonly advice: string;
}

// A job of Kubernetes may well be the runner of a CI that has its own parts, and a job of SLURM too: CI comes first.
const places: readonly Place[] = [
  { system: 'GitLab', index: 'CI_NODE_INDEX', count: 'CI_NODE_TOTAL', first: 1, advice: 'give the job parallel: 3' },
  {
    system: 'CircleCI',
    index: 'CIRCLE_NODE_INDEX',
    count: 'CIRCLE_NODE_TOTAL',
    first: 0,
    advice: 'give the job parallelism: 3',
  },
  {
    system: 'Buildkite',
    index: 'BUILDKITE_PARALLEL_JOB',
    count: 'BUILDKITE_PARALLEL_JOB_COUNT',
    first: 0,
    advice: 'give the step parallelism: 3',
  },
  {
    system: 'Kubernetes',
    index: 'JOB_COMPLETION_INDEX',
    count: 'JOB_COMPLETIONS',
    first: 0,
    advice: 'set it in the container’s env to the completions of the job, which Kubernetes does not tell',
  },
  {
    system: 'SLURM',
    index: 'SLURM_ARRAY_TASK_ID',
    count: 'SLURM_ARRAY_TASK_COUNT',
    first: 0,
    advice: 'submit with sbatch --array=1-3',
  },
];

/** The shard that the CI or the cluster around this process gives it. */
export function shardOfEnvironment(env: Environment): Shard {
  const place = places.find(({ index }) => env[index]);
  if (!place) {
    const known = places.map(({ index, system }) => `${index} (${system})`).join(', ');
    throw new UsageError(`--shard auto finds no place in the environment: set one of ${known}, or write --shard 1/3`);
  }
  if (!env[place.count]) {
    throw new UsageError(`--shard auto: ${place.index} is set and ${place.count} is not: ${place.advice}`);
  }
  const count = Number(env[place.count]);
  const index = place.system === 'SLURM' ? placeInArray(env) : Number(env[place.index]) - place.first;
  if (Number.isInteger(count) && Number.isInteger(index) && index >= 0 && index < count) {
    return { index: index + 1, count };
  }
  const found = `${place.index}=${env[place.index]} and ${place.count}=${env[place.count]}`;
  throw new UsageError(`--shard auto: ${found} are no part of a whole: ${place.advice}, or write --shard 1/3`);
}

/** An array may start anywhere and take steps: `--array=10-30:10` is three tasks. */
function placeInArray(env: Environment): number {
  const from = Number(env.SLURM_ARRAY_TASK_MIN ?? 0);
  const step = Number(env.SLURM_ARRAY_TASK_STEP ?? 1);
  return (Number(env.SLURM_ARRAY_TASK_ID) - from) / step;
}
