import { type Refusal, refusal } from './answer.ts';
import { visibleInstance } from './describe-instances.ts';
import type { InstanceRecord } from './instance.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';

/** The instances that a call names by `InstanceId.N`, each once, or why it cannot have them all. */
export function namedInstances(store: Store, region: string, query: Query): readonly InstanceRecord[] | Refusal {
  const ids = [...new Set(query.list('InstanceId'))];
  if (ids.length === 0) return refusal('MissingParameter', 'The request must contain the parameter InstanceId');
  const records: InstanceRecord[] = [];
  for (const id of ids) {
    const record = namedInstance(store, region, id);
    if ('ok' in record) return record;
    records.push(record);
  }
  return records;
}

/** The instance that a call names, as far as EC2 knows of it by now. */
export function namedInstance(store: Store, region: string, id: string): InstanceRecord | Refusal {
  return visibleInstance(store, region, id, store.clock.now() - store.options.idLagMs);
}
