import { type Answer, refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { type InstanceRecord, stateAt, stateBody, userInitiated } from './instance.ts';
import { namedInstances } from './named-instances.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';
import type { XmlValue } from './xml.ts';

/** TerminateInstances: all of them or, with one bad id, none. A protected one saves those of its zone, and no others. */
export function terminateInstances(store: Store, region: string, query: Query): Answer {
  const records = namedInstances(store, region, query);
  if ('ok' in records) return records;
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  const isProtected = (record: InstanceRecord) => record.isProtected && record.endedAtMs > store.clock.now();
  const savedZones = new Set(records.filter(isProtected).map(({ order }) => order.zone));
  const ended = records.filter(({ order }) => !savedZones.has(order.zone)).map((record) => terminate(store, record));
  const saved = records.find(isProtected);
  if (!saved) return success({ instancesSet: ended });
  const why = `The instance '${saved.id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`;
  return refusal('OperationNotPermitted', why);
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
