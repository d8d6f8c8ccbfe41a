import { cluster } from './cluster.ts';

/** The partitions that there are, and what becomes of a job whose place is taken. */
export const partitions: readonly { readonly name: string; readonly preemptMode: 'OFF' | 'CANCEL' }[] = [
  { name: cluster.partition, preemptMode: 'OFF' },
  { name: cluster.spotPartition, preemptMode: 'CANCEL' },
];
