import type { Capability } from '../../provider/capability.ts';
import { type Answer, refusal } from './answer.ts';
import { listMachines } from './list-machines.ts';
import { createMachine, deleteMachine, getMachine } from './machines.ts';
import { createNetwork, deleteNetwork, listNetworks } from './networks.ts';
import { createSnapshot, deleteSnapshot, getSnapshot } from './snapshots.ts';
import type { Store } from './store.ts';
import { createVolume, deleteVolume, getVolume } from './volumes.ts';

/** A call with its body parsed. */
export interface Call {
  readonly method: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The part of the path that names the kind of thing, and the id behind it. */
export interface Target {
  readonly collection: string;
  readonly id: string | null;
}

/** `/v1/machines/m-1` is machine m-1; what is no path of this service is null. */
export function targetOf(path: string): Target | null {
  const [root, version, collection, id, ...rest] = path.split('/');
  if (root !== '' || version !== 'v1' || !collection || rest.length > 0) return null;
  return { collection, id: id || null };
}

/** Answers one call. */
export function route(store: Store, call: Call): Answer {
  const target = targetOf(call.path);
  if (!target) return noSuchRoute(call);
  const { collection, id } = target;
  if (!isOffered(store, collection)) return refusal(404, 'not_offered', `this host has no ${collection}`);
  if (collection === 'ping' && call.method === 'GET') return { status: 200, body: { ok: true } };
  const answer = id === null ? onCollection(store, call, collection) : onMember(store, call.method, collection, id);
  return answer ?? noSuchRoute(call);
}

/** The capabilities of which any one brings a collection along; the others are always there. */
const collectionNeeds: Readonly<Record<string, readonly Capability[]>> = {
  snapshots: ['snapshots'],
  volumes: ['persistentVolumes', 'warmVolumes'],
  networks: ['customNetworking'],
};

function isOffered(store: Store, collection: string): boolean {
  const needs = collectionNeeds[collection];
  return needs === undefined || needs.some((capability) => store.options.capabilities[capability]);
}

function onCollection(store: Store, call: Call, collection: string): Answer | null {
  switch (`${call.method} ${collection}`) {
    case 'POST machines':
      return createMachine(store, call.body);
    case 'GET machines':
      return listMachines(store, call.query);
    case 'POST snapshots':
      return createSnapshot(store, call.body);
    case 'POST volumes':
      return createVolume(store, call.body);
    case 'GET networks':
      return listNetworks(store);
    case 'POST networks':
      return createNetwork(store, call.body);
    default:
      return null;
  }
}

function onMember(store: Store, method: string, collection: string, id: string): Answer | null {
  switch (`${method} ${collection}`) {
    case 'GET machines':
      return getMachine(store, id);
    case 'DELETE machines':
      return deleteMachine(store, id);
    case 'GET snapshots':
      return getSnapshot(store, id);
    case 'DELETE snapshots':
      return deleteSnapshot(store, id);
    case 'GET volumes':
      return getVolume(store, id);
    case 'DELETE volumes':
      return deleteVolume(store, id);
    case 'DELETE networks':
      return deleteNetwork(store, id);
    default:
      return null;
  }
}

function noSuchRoute(call: Call): Answer {
  return refusal(404, 'no_such_route', `there is no ${call.method} ${call.path}`);
}
