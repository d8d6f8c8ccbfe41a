import { type Answer, refusal, success } from './answer.ts';
import { invalid } from './check-launch.ts';
import { type InstanceRecord, instanceBody, isGone, isHidden, type LambdaStatus, statusAt } from './instance.ts';
import { answerPage } from './pages.ts';
import type { Store } from './store.ts';

/** The instances that are not gone. */
export function livingInstances({ instances, clock, options }: Store): readonly InstanceRecord[] {
  return [...instances.values()].filter((record) => !isGone(record, clock.now(), options));
}

/** `GET /instances`: what is live, page by page. */
export function listInstances(store: Store, query: string): Answer {
  return answerPage(store, query, () =>
    [...store.instances.values()].flatMap((record) => {
      const status = shownStatus(store, record.id);
      const isLeftOut = status === null || (status === 'terminated' && store.options.quirks.listIsLiveOnly);
      return isLeftOut ? [] : [instanceBody(record, status, store)];
    }),
  );
}

/** `GET /instances/{id}`. */
export function getInstance(store: Store, id: string): Answer {
  const [record, status] = [store.instances.get(id), shownStatus(store, id)];
  return record && status ? success(instanceBody(record, status, store)) : unknownInstance(id);
}

/** `POST /instances/{id}`: a new name; nothing else can be changed. */
export function renameInstance(store: Store, id: string, { name }: Readonly<Record<string, unknown>>): Answer {
  const record = store.instances.get(id);
  if (!record || !shownStatus(store, id)) return unknownInstance(id);
  if (typeof name !== 'string' || name.length > 64) return invalid('name must be at most 64 characters.');
  record.name = name;
  return getInstance(store, id);
}

/** `POST /instance-operations/restart`: the same id, address and disk. */
export function restartInstances(store: Store, body: Readonly<Record<string, unknown>>): Answer {
  const ids = idsOf(body);
  const unknown = ids.find((id) => shownStatus(store, id) === null);
  if (unknown !== undefined) return unknownInstance(unknown);
  return success({ restarted_instances: bodiesOf(store, ids) });
}

/** `POST /instance-operations/terminate`: accepted, and gone some time later. */
export function terminateInstances(store: Store, body: Readonly<Record<string, unknown>>): Answer {
  const { quirks } = store.options;
  const ids = idsOf(body);
  const known = ids.filter((id) => isLive(shownStatus(store, id)));
  const unknown = ids.find((id) => !isLive(shownStatus(store, id)));
  if (unknown !== undefined && (quirks.unknownIdFailsBatch || known.length === 0)) return unknownInstance(unknown);
  const isSecond = known.some((id) => shownStatus(store, id) === 'terminating');
  if (isSecond && quirks.secondTerminateFails) return refusal(500, 'global/unknown', 'An unknown error occurred.');
  for (const id of known) {
    const record = store.instances.get(id);
    if (record) record.terminatedAtMs = Math.min(record.terminatedAtMs, store.clock.now());
  }
  return success({ terminated_instances: bodiesOf(store, known) });
}

/** What a look shows, or null where it shows nothing. */
function shownStatus({ instances, clock, options }: Store, id: string): LambdaStatus | null {
  const record = instances.get(id);
  if (!record || isHidden(record, clock.now(), options)) return null;
  return statusAt(record, clock.now(), options);
}

function isLive(status: LambdaStatus | null): boolean {
  return status !== null && status !== 'terminated';
}

function bodiesOf(store: Store, ids: readonly string[]): readonly object[] {
  return ids.flatMap((id) => {
    const [record, status] = [store.instances.get(id), shownStatus(store, id)];
    return record && status ? [instanceBody(record, status, store)] : [];
  });
}

function idsOf({ instance_ids: ids }: Readonly<Record<string, unknown>>): readonly string[] {
  return Array.isArray(ids) ? ids.map(String) : [];
}

function unknownInstance(id: string): Answer {
  return refusal(404, 'global/object-does-not-exist', `Instance ${id} does not exist.`);
}
