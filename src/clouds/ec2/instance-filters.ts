import type { Filterable } from './filters.ts';
import { type InstanceRecord, stateAt } from './instance.ts';
import type { Store } from './store.ts';

/** What instances are filtered by, as they are at a time. */
export function instanceFilters({ options }: Store, atMs: number): Filterable<InstanceRecord> {
  return {
    fields: {
      'instance-id': (record) => [record.id],
      'instance-state-name': (record) => [stateAt(record, atMs, options) ?? ''],
      'instance-type': (record) => [record.order.instanceType],
      'instance-lifecycle': (record) => (record.order.isSpot ? ['spot'] : []),
      'availability-zone': (record) => [record.order.zone],
      'subnet-id': (record) => [record.order.subnetId],
      'image-id': (record) => [record.order.imageId],
      'client-token': (record) => [record.order.clientToken ?? ''],
    },
    tags: (record) => record.tags,
  };
}
