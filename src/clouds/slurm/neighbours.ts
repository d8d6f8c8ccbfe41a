import { cluster } from './cluster.ts';
import type { JobOrder } from './job.ts';

const plain = {
  ...{ partition: cluster.partition, cpus: 4, memoryMiB: 8_192, gres: '', gpu: undefined },
  ...{ requeue: true, hasTasks: false, neverStarts: null, account: '', minutes: null },
} as const;

/** Jobs of other people, and of another program that keeps JSON in its comments. */
export const neighbourOrders: readonly JobOrder[] = [
  { ...plain, user: 'alice', name: 'train.sh', comment: '' },
  { ...plain, user: 'bob', name: 'assay-of-ores', comment: '{"assay":"gold","tags":{}}' },
  { ...plain, user: 'alice', name: 'sweep', comment: 'lr=0.1;{', neverStarts: 'DependencyNeverSatisfied' },
];

export const ourUser = 'assay';
