import { cluster, gresOf, nodeNames } from '../cluster.ts';
import { partitions } from '../partitions.ts';
import type { SlurmOptions } from '../slurm-options.ts';
import type { Store } from '../store.ts';
import { answered, failed, listError, type RestAnswer } from './rest-answer.ts';
import type { RestCall } from './rest-call.ts';

export function listPartitions({ options }: Store, { isLetIn }: RestCall): RestAnswer {
  if (!isLetIn) return hungUp('partitions', options);
  return answered({ partitions: partitions.map((each) => partitionBody(each, options)) }, options);
}

/** Each is in every partition. A part of the fields that there are. */
export function listNodes({ options }: Store, { isLetIn }: RestCall): RestAnswer {
  if (!isLetIn) return hungUp('nodes', options);
  const body = {
    gres: gresOf(options),
    ...{ cpus: cluster.cpusPerNode, real_memory: cluster.memoryMiBPerNode },
    partitions: partitions.map(({ name }) => name),
  };
  return answered({ nodes: nodeNames.map((name) => ({ name, ...body })) }, options);
}

/** 22.05 has a word for each mode but `CANCEL`; no later version is known to tell of it. */
function partitionBody({ name, preemptMode }: (typeof partitions)[number], { version }: SlurmOptions): object {
  if (version !== '22.05') return { name };
  return { name, preemption_mode: preemptMode === 'OFF' ? ['disabled'] : [] };
}

function hungUp(list: string, options: SlurmOptions): RestAnswer {
  return failed([listError(-1, 'Unspecified error')], options, { list });
}
