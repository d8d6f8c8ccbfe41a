import { type Answer, refusal, success } from './answer.ts';
import {
  type GcpStatus,
  type InstanceRecord,
  instanceBody,
  instanceLink,
  livingInstances,
  type PowerChange,
  statusAt,
} from './instance.ts';
import { begin, remembered } from './operation.ts';
import type { Store } from './store.ts';

/** `GET .../instances/{instance}`, by id or by name. */
export function getInstance(store: Store, zone: string, wanted: string): Answer {
  const found = find(store, zone, wanted);
  return found ? success(instanceBody(store, found.record, found.status)) : absent(store, zone, wanted);
}

/** `DELETE .../instances/{instance}`: accepted, and gone some time later. Until then there is no second one. */
export function deleteInstance(store: Store, zone: string, wanted: string, requestId: string | null): Answer {
  const known = remembered(store, requestId);
  if (known) return known;
  const found = find(store, zone, wanted);
  if (!found) return absent(store, zone, wanted);
  const { record } = found;
  if (record.deletedAtMs <= store.clock.now()) return notReady(store, record);
  record.deletedAtMs = store.clock.now();
  return work(store, record, 'delete', store.options.deleteMs, requestId);
}

type Power = 'stop' | 'start' | 'suspend' | 'resume';

interface Turn {
  readonly from: GcpStatus;
  readonly to: PowerChange['to'];
}

const turns: Readonly<Record<Power, Turn>> = {
  stop: { from: 'RUNNING', to: 'stopped' },
  start: { from: 'TERMINATED', to: 'started' },
  suspend: { from: 'RUNNING', to: 'suspended' },
  resume: { from: 'SUSPENDED', to: 'started' },
};

export function isPower(verb: string | undefined): verb is Power {
  return verb !== undefined && Object.hasOwn(turns, verb);
}

/** `POST .../instances/{instance}/{stop|start|suspend|resume}`: each from one status alone. */
export function changePower(
  store: Store,
  zone: string,
  wanted: string,
  power: Power,
  requestId: string | null,
): Answer {
  const known = remembered(store, requestId);
  if (known) return known;
  const found = find(store, zone, wanted);
  if (!found) return absent(store, zone, wanted);
  const { record, status } = found;
  if (status === 'STOPPING') return notReady(store, record);
  if (status !== turns[power].from) {
    const message = `Cannot ${power} an instance that is ${status.toLowerCase()}.`;
    return refusal(400, 'unsupportedOperation', message);
  }
  if (power === 'suspend' && record.order.accelerators.length > 0) {
    return refusal(400, 'unsupportedOperation', 'Cannot suspend an instance with accelerators.');
  }
  record.changes.push({ atMs: store.clock.now(), to: turns[power].to });
  const { stopMs, suspendMs } = store.options;
  // The operation of a stop may be done before the machine really is.
  const lastsMs = power === 'stop' ? Math.floor(stopMs / 2) : power === 'suspend' ? suspendMs : undefined;
  return work(store, record, power, lastsMs, requestId);
}

function find(store: Store, zone: string, wanted: string): { record: InstanceRecord; status: GcpStatus } | null {
  const record = livingInstances(store).find(
    ({ id, order }) => order.zone === zone && (id === wanted || order.name === wanted),
  );
  const status = record && statusAt(record, store.clock.now(), store.options);
  return record && status ? { record, status } : null;
}

function work(
  store: Store,
  { id, order }: InstanceRecord,
  type: string,
  lastsMs: number | undefined,
  requestId: string | null,
): Answer {
  const targetLink = instanceLink(store, order.zone, order.name);
  const timed = lastsMs === undefined ? {} : { lastsMs };
  return begin(store, { type, zone: order.zone, targetId: id, targetLink, requestId, ...timed });
}

function notReady(store: Store, { order }: InstanceRecord): Answer {
  const message = `The resource '${instanceLink(store, order.zone, order.name)}' is not ready`;
  return refusal(400, 'resourceNotReady', message);
}

function absent(store: Store, zone: string, wanted: string): Answer {
  return refusal(404, 'notFound', `The resource '${instanceLink(store, zone, wanted)}' was not found`);
}
