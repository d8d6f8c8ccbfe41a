import type { Arguments } from './arguments.ts';
import { cluster } from './cluster.ts';
import type { JobOrder } from './job.ts';
import { ourUser } from './neighbours.ts';
import type { SlurmOptions } from './slurm-options.ts';

/** A submit that is taken, one that the controller refuses, or one that sbatch does not understand. */
export type CheckedOrder =
  | { readonly outcome: 'taken'; readonly order: JobOrder }
  | { readonly outcome: 'refused'; readonly stderr: string; readonly order: JobOrder | null }
  | { readonly outcome: 'misspelt'; readonly stderr: string; readonly exitCode: number };

const textMax = 1_024;
const submitFailed = 'sbatch: error: Batch job submission failed:';

/** Checks a submit, in the words of sbatch and of the controller. */
export function checkOrder({ options, flags }: Arguments, slurm: SlurmOptions): CheckedOrder {
  const misspelt = misspeltOption(options);
  if (misspelt) return misspelt;
  const cpus = Number(options.get('cpus-per-task') ?? '1');
  const mem = options.get('mem');
  const partition = options.get('partition') ?? cluster.partition;
  const order: JobOrder = {
    name: options.get('job-name') ?? 'sbatch',
    comment: options.get('comment') ?? '',
    partition,
    cpus,
    hasTasks: options.has('ntasks'),
    memoryMiB: mem === undefined ? null : readMemory(mem),
    gres: options.get('gres') ?? '',
    gpu: readGpu(options.get('gres')),
    requeue: !flags.has('no-requeue'),
    user: ourUser,
    account: options.get('account') ?? '',
    minutes: readMinutes(options.get('time')),
    neverStarts: cpus > cluster.cpusPerNode ? 'PartitionConfig' : null,
  };
  if (order.gres !== '' && order.gpu === undefined) {
    return refused('sbatch: error: Invalid generic resource (gres) specification');
  }
  if (Math.max(order.comment.length, order.name.length) > textMax) {
    return refused(`${submitFailed} Pathname of a file, directory or other parameter too long`);
  }
  if (partition !== cluster.partition && partition !== cluster.spotPartition) {
    const first = `sbatch: error: invalid partition specified: ${partition}`;
    return refused(`${first}\n${submitFailed} Invalid partition name specified`);
  }
  return checkSize(order, slurm);
}

/** In the order in which they were given. */
function misspeltOption(options: Arguments['options']): Extract<CheckedOrder, { outcome: 'misspelt' }> | null {
  for (const [name, value] of options) {
    if (name === 'mem' && readMemory(value) === null) {
      return { outcome: 'misspelt', stderr: 'sbatch: error: Invalid --mem specification', exitCode: 255 };
    }
    if (name === 'cpus-per-task' && !/^[1-9]\d*$/.test(value)) {
      const stderr = `sbatch: error: Invalid numeric value "${value}" for --cpus-per-task.`;
      return { outcome: 'misspelt', stderr, exitCode: 1 };
    }
  }
  return null;
}

/** What no node has is refused, and leaves the record of a job that failed. */
function checkSize(order: JobOrder, { enforcesPartLimits, hasGpus }: SlurmOptions): CheckedOrder {
  // The limits of the partition come first, and what waits for ever is not looked at any further.
  if (order.neverStarts !== null && !enforcesPartLimits) return { outcome: 'taken', order };
  const notThere = `${submitFailed} Requested node configuration is not available`;
  if (order.memoryMiB !== null && order.memoryMiB > cluster.memoryMiBPerNode) {
    return refused(`sbatch: error: Memory specification can not be satisfied\n${notThere}`, order);
  }
  const { gpu } = order;
  if (gpu && (!hasGpus || !cluster.gpuModels.some((model) => model === gpu.model) || gpu.count > cluster.gpusPerNode)) {
    return refused(notThere, order);
  }
  if (order.neverStarts !== null) {
    return refused(`${submitFailed} More processors requested than permitted`);
  }
  return { outcome: 'taken', order };
}

function refused(stderr: string, order: JobOrder | null = null): CheckedOrder {
  return { outcome: 'refused', stderr, order };
}

/** MiB; without a unit it is MiB as well. */
export function readMemory(text: string): number | null {
  const [, digits, unit = 'M'] = /^(\d+)([KMGT]?)$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const factors: Readonly<Record<string, number>> = { K: 1 / 1_024, M: 1, G: 1_024, T: 1_048_576 };
  return Math.ceil(Number(digits) * (factors[unit] ?? 1));
}

/** Minutes alone: no other form of a time limit is told of here. */
function readMinutes(time = ''): number | null {
  return /^[1-9]\d*$/.test(time) ? Number(time) : null;
}

function readGpu(gres: string | undefined): JobOrder['gpu'] {
  const [, model, count = '1'] = /^gpu:([A-Za-z][\w.-]*)(?::(\d+))?$/.exec(gres ?? '') ?? [];
  return model === undefined ? undefined : { model, count: Number(count) };
}
