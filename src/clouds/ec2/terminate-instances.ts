import { type Answer, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { type InstanceRecord, stateAt, stateBody, userInitiated } from './instance.ts';
import { namedInstances } from './named-instances.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';
import type { XmlValue } from './xml.ts';

/** TerminateInstances: all of them or, with one bad id, none. */
export function terminateInstances(store: Store, region: string, query: Query): Answer {
  const records = namedInstances(store, region, query);
  if ('ok' in records) return records;
  return dryRunProblem(query) ?? success({ instancesSet: records.map((record) => terminate(store, record)) });
}

function terminate(store: Store, record: InstanceRecord): XmlValue {
  const nowMs = store.clock.now();
  const previous = stateAt(record, nowMs, store.options) ?? 'terminated';
  if (record.endedAtMs > nowMs) {
    record.endedAtMs = nowMs;
    record.endReason = userInitiated('shutdown', nowMs);
  }
  const current = stateAt(record, nowMs, store.options) ?? 'terminated';
  return { instanceId: record.id, currentState: stateBody(current), previousState: stateBody(previous) };
}
