import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { type InstanceRecord, type PowerChange, type StateName, stateAt, stateBody } from './instance.ts';
import { namedInstances } from './named-instances.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';
import type { XmlValue } from './xml.ts';

/** StopInstances, with Hibernate where the instance was launched for it. */
export function stopInstances(store: Store, region: string, query: Query): Answer {
  const hibernates = query.text('Hibernate') === 'true';
  return change(store, region, query, { to: 'stopped', hibernates }, ({ order }) => {
    if (order.isSpot) return refusal('UnsupportedOperation', "You can't stop a Spot Instance of a one-time request");
    if (!hibernates || order.isHibernatable) return null;
    return refusal('UnsupportedHibernationConfiguration', 'The instance was not launched with hibernation enabled');
  });
}

export function startInstances(store: Store, region: string, query: Query): Answer {
  return change(store, region, query, { to: 'started', hibernates: false }, () => null);
}

/** In which states the change does something, and in which it is silent. */
const allowed: Readonly<Record<PowerChange['to'], readonly StateName[]>> = {
  stopped: ['running', 'stopping', 'stopped'],
  started: ['stopped', 'pending', 'running'],
};

/** All of them or, with one that cannot, none. */
function change(
  store: Store,
  region: string,
  query: Query,
  wanted: Omit<PowerChange, 'atMs'>,
  problemOf: (record: InstanceRecord) => Refusal | null,
): Answer {
  const records = namedInstances(store, region, query);
  if ('ok' in records) return records;
  for (const record of records) {
    const problem = problemOf(record) ?? stateProblem(store, record, wanted.to);
    if (problem) return problem;
  }
  return dryRunProblem(query) ?? success({ instancesSet: records.map((record) => changeOne(store, record, wanted)) });
}

function stateProblem(store: Store, record: InstanceRecord, to: PowerChange['to']): Refusal | null {
  const state = stateAt(record, store.clock.now(), store.options) ?? 'terminated';
  if (allowed[to].includes(state)) return null;
  const why = `The instance '${record.id}' is not in a state from which it can be ${to}.`;
  return refusal('IncorrectInstanceState', why);
}

function changeOne(store: Store, record: InstanceRecord, { to, hibernates }: Omit<PowerChange, 'atMs'>): XmlValue {
  const atMs = store.clock.now();
  const previous = stateAt(record, atMs, store.options) ?? 'terminated';
  if ((record.powerChanges.at(-1)?.to ?? 'started') !== to) record.powerChanges.push({ atMs, to, hibernates });
  const current = stateAt(record, atMs, store.options) ?? previous;
  return { instanceId: record.id, currentState: stateBody(current), previousState: stateBody(previous) };
}
