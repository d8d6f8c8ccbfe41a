import type { Arguments } from './arguments.ts';
import { cluster } from './cluster.ts';
import type { JobOrder } from './job.ts';
import { ourUser } from './neighbours.ts';
import type { SlurmOptions } from './slurm-options.ts';

/** A submit that is taken, one that the controller refuses, or one that sbatch does not understand. */
export type CheckedOrder =
  | { readonly outcome: 'taken'; readonly order: JobOrder }
  | { readonly outcome: 'refused'; readonly stderr: string; readonly order: JobOrder | null }
  | { readonly outcome: 'misspelt'; readonly stderr: string };

const textMax = 1_024;
const submitFailed = 'sbatch: error: Batch job submission failed:';

/** Checks a submit, in the words of sbatch and of the controller. */
export function checkOrder({ options, flags }: Arguments, { enforcesPartLimits }: SlurmOptions): CheckedOrder {
  const cpus = Number(options.get('cpus-per-task') ?? '1');
  const memoryMiB = readMemory(options.get('mem') ?? '1024M');
  if (memoryMiB === null) return { outcome: 'misspelt', stderr: 'sbatch: error: Invalid --mem specification' };
  if (!Number.isInteger(cpus) || cpus < 1) {
    return { outcome: 'misspelt', stderr: 'sbatch: error: Invalid numeric value for --cpus-per-task.' };
  }
  const order: JobOrder = {
    name: options.get('job-name') ?? 'sbatch',
    comment: options.get('comment') ?? '',
    cpus,
    memoryMiB,
    gpu: readGpu(options.get('gres')),
    requeue: !flags.has('no-requeue'),
    user: ourUser,
    neverStarts: cpus > cluster.cpusPerNode ? 'PartitionConfig' : null,
  };
  const partition = options.get('partition') ?? cluster.partition;
  if (partition !== cluster.partition) {
    const first = `sbatch: error: invalid partition specified: ${partition}`;
    return refused(`${first}\n${submitFailed} Invalid partition name specified`);
  }
  if (Math.max(order.comment.length, order.name.length) > textMax) {
    return refused(`${submitFailed} Pathname of a file, directory or other parameter too long`);
  }
  return checkSize(order, options.get('gres'), enforcesPartLimits);
}

/** What no node has is refused, and leaves the record of a job that failed. */
function checkSize(order: JobOrder, gres: string | undefined, enforcesPartLimits: boolean): CheckedOrder {
  if (gres !== undefined && order.gpu === undefined) {
    return refused('sbatch: error: Invalid generic resource (gres) specification');
  }
  const notThere = `${submitFailed} Requested node configuration is not available`;
  if (order.memoryMiB > cluster.memoryMiBPerNode) {
    return refused(`sbatch: error: Memory specification can not be satisfied\n${notThere}`, order);
  }
  const { gpu } = order;
  if (gpu && (!cluster.gpuModels.some((model) => model === gpu.model) || gpu.count > cluster.gpusPerNode)) {
    return refused(notThere, order);
  }
  if (order.neverStarts !== null && enforcesPartLimits) {
    return refused(`${submitFailed} More processors requested than permitted`);
  }
  return { outcome: 'taken', order };
}

function refused(stderr: string, order: JobOrder | null = null): CheckedOrder {
  return { outcome: 'refused', stderr, order };
}

/** MiB; without a unit it is MiB as well. */
function readMemory(text: string): number | null {
  const [, digits, unit = 'M'] = /^(\d+)([KMGT]?)$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const factors: Readonly<Record<string, number>> = { K: 1 / 1_024, M: 1, G: 1_024, T: 1_048_576 };
  return Math.ceil(Number(digits) * (factors[unit] ?? 1));
}

function readGpu(gres: string | undefined): JobOrder['gpu'] {
  const [, model, count = '1'] = /^gpu:([A-Za-z][\w.-]*)(?::(\d+))?$/.exec(gres ?? '') ?? [];
  return model === undefined ? undefined : { model, count: Number(count) };
}
