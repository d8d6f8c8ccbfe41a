import { type Answer, refusal, success } from './answer.ts';
import { visibleInstance } from './describe-instances.ts';
import { type InstanceRecord, stateAt, stateBody } from './instance.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';
import type { XmlValue } from './xml.ts';

/** TerminateInstances: all of them or, with one bad id, none. */
export function terminateInstances(store: Store, region: string, query: Query): Answer {
  const ids = [...new Set(query.list('InstanceId'))];
  if (ids.length === 0) return refusal('MissingParameter', 'The request must contain the parameter InstanceId');
  const records: InstanceRecord[] = [];
  for (const id of ids) {
    const record = visibleInstance(store, region, id, store.clock.now() - store.options.idLagMs);
    if (!('order' in record)) return record;
    records.push(record);
  }
  return success({ instancesSet: records.map((record) => terminate(store, record)) });
}

function terminate(store: Store, record: InstanceRecord): XmlValue {
  const nowMs = store.clock.now();
  const previous = stateAt(record, nowMs, store.options) ?? 'terminated';
  if (record.endedAtMs > nowMs) {
    record.endedAtMs = nowMs;
    record.endReason = {
      code: 'Client.UserInitiatedShutdown',
      message: 'Client.UserInitiatedShutdown: User initiated shutdown',
    };
  }
  const current = stateAt(record, nowMs, store.options) ?? 'terminated';
  return { instanceId: record.id, currentState: stateBody(current), previousState: stateBody(previous) };
}
