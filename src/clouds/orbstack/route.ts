import type { Capability } from '../../provider/capability.ts';
import { type Answer, refusal } from './answer.ts';
import { getCosts } from './costs.ts';
import { listMachines } from './list-machines.ts';
import { createMachine, deleteMachine, getMachine } from './machines.ts';
import { createNetwork, deleteNetwork, listNetworks } from './networks.ts';
import { hibernateMachine, resumeMachine } from './power.ts';
import { listRegions } from './regions.ts';
import { createSnapshot, deleteSnapshot, getSnapshot } from './snapshots.ts';
import { cancelSpot, listSpotPrices, requestSpot } from './spot.ts';
import type { Store } from './store.ts';
import { createVolume, deleteVolume, getVolume } from './volumes.ts';
import { claimWarmVolume, releaseWarmVolume } from './warm-volumes.ts';

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
  /** What is to be done with it, where the path says so. */
  readonly action: string | null;
}

/** `/v1/machines/m-1` is machine m-1, `/v1/machines/m-1/resume` something to do with it; what is no path of this service is null. */
export function targetOf(path: string): Target | null {
  const [root, version, collection, id, action, ...rest] = path.split('/');
  if (root !== '' || version !== 'v1' || !collection || rest.length > 0) return null;
  return { collection, id: id || null, action: action || null };
}

/** Answers one call. */
export function route(store: Store, call: Call): Answer {
  const target = targetOf(call.path);
  if (!target) return noSuchRoute(call);
  const { collection, action } = target;
  const wanted = action ?? collection;
  if (!isOffered(store, wanted)) return refusal(404, 'not_offered', `this host has no ${wanted}`);
  if (collection === 'ping' && call.method === 'GET') return { status: 200, body: { ok: true } };
  return answerTarget(store, call, target) ?? noSuchRoute(call);
}

function answerTarget(store: Store, call: Call, { collection, id, action }: Target): Answer | null {
  if (id === null) return onCollection(store, call, collection);
  if (action !== null) return onAction(store, `${call.method} ${collection} ${action}`, id);
  return onMember(store, call.method, collection, id);
}

/** The capabilities of which any one brings a collection or an action along; the others are always there. */
const routeNeeds: Readonly<Record<string, readonly Capability[]>> = {
  snapshots: ['snapshots'],
  volumes: ['persistentVolumes'],
  'warm-volumes': ['warmVolumes'],
  hibernate: ['hibernation'],
  resume: ['hibernation'],
  networks: ['customNetworking'],
  regions: ['multiRegion'],
  'spot-requests': ['spot'],
  'spot-prices': ['spot'],
  costs: ['costExplorer'],
};

function isOffered(store: Store, wanted: string): boolean {
  const needs = routeNeeds[wanted];
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
    case 'POST warm-volumes':
      return claimWarmVolume(store, call.body);
    case 'GET regions':
      return listRegions(store);
    case 'POST spot-requests':
      return requestSpot(store, call.body);
    case 'GET spot-prices':
      return listSpotPrices(store, call.query);
    case 'GET costs':
      return getCosts(store, call.query);
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
    case 'DELETE warm-volumes':
      return releaseWarmVolume(store, id);
    case 'DELETE spot-requests':
      return cancelSpot(store, id);
    case 'DELETE networks':
      return deleteNetwork(store, id);
    default:
      return null;
  }
}

function onAction(store: Store, action: string, id: string): Answer | null {
  switch (action) {
    case 'POST machines hibernate':
      return hibernateMachine(store, id);
    case 'POST machines resume':
      return resumeMachine(store, id);
    default:
      return null;
  }
}

function noSuchRoute(call: Call): Answer {
  return refusal(404, 'no_such_route', `there is no ${call.method} ${call.path}`);
}
