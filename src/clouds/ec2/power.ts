import { type Answer, refusal, success } from './answer.ts';
import { visibleInstance } from './describe-instances.ts';
import { type InstanceRecord, type PowerChange, type StateName, stateAt, stateBody } from './instance.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';

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

function change(
  store: Store,
  region: string,
  query: Query,
  { to, hibernates }: Omit<PowerChange, 'atMs'>,
  problemOf: (record: InstanceRecord) => Answer | null,
): Answer {
  const [id = ''] = query.list('InstanceId');
  const record = visibleInstance(store, region, id, store.clock.now() - store.options.idLagMs);
  if (!('order' in record)) return record;
  const problem = problemOf(record);
  if (problem) return problem;
  const atMs = store.clock.now();
  const previous = stateAt(record, atMs, store.options) ?? 'terminated';
  if (!allowed[to].includes(previous)) {
    const why = `The instance '${id}' is not in a state from which it can be ${to}.`;
    return refusal('IncorrectInstanceState', why);
  }
  if ((record.powerChanges.at(-1)?.to ?? 'started') !== to) record.powerChanges.push({ atMs, to, hibernates });
  const current = stateAt(record, atMs, store.options) ?? previous;
  return success({
    instancesSet: [{ instanceId: id, currentState: stateBody(current), previousState: stateBody(previous) }],
  });
}
