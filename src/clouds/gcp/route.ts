import { listInstances, listOperations } from './aggregated.ts';
import { type Answer, refusal } from './answer.ts';
import { deleteDisk, getDisk, insertDisk, listDisks } from './disks.ts';
import { insertInstance } from './insert-instance.ts';
import { changePower, deleteInstance, getInstance, isPower } from './instances.ts';
import { deleteImage, getImage, insertImage, insertMachineImage, listImages } from './machine-images.ts';
import { getOperation } from './operation.ts';
import { getMachineType, getNetwork, getProject, getRegion, listRegions } from './places.ts';
import type { Store } from './store.ts';

/** A call with its path taken apart and its body parsed. */
export interface Call {
  readonly method: string;
  /** What follows the project. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answers one call. Networks, quotas and what else compute has are left out. */
export function route(store: Store, call: Call): Answer {
  const [scope, first = '', ...rest] = call.parts;
  const answer =
    scope === 'zones'
      ? answerZonal(store, call, first, rest)
      : scope === 'global'
        ? answerGlobal(store, call, first, rest)
        : answerWhole(store, call, `${scope ?? ''}/${first}`);
  return answer ?? refusal(404, 'notFound', `There is no ${call.method} ${call.parts.join('/')}`);
}

function answerWhole(store: Store, { method, query }: Call, what: string): Answer | null {
  switch (`${method} ${what}`) {
    case 'GET aggregated/instances':
      return listInstances(store, query);
    case 'GET aggregated/disks':
      return listDisks(store, query);
    case 'GET aggregated/operations':
      return listOperations(store, query);
    case 'GET regions/':
      return listRegions(store);
    case 'GET /':
      return getProject(store);
    default:
      return what.startsWith('regions/') && method === 'GET' ? getRegion(store, what.slice('regions/'.length)) : null;
  }
}

function answerZonal(
  store: Store,
  { method, query, body }: Call,
  zone: string,
  [collection, id, verb]: readonly string[],
): Answer | null {
  if (!store.zones.includes(zone)) {
    return refusal(400, 'invalid', `Invalid value for field 'zone': '${zone}'. Unknown zone.`);
  }
  const requestId = query.get('requestId');
  const what = `${method} ${collection}`;
  if (id === undefined) {
    if (what === 'POST instances') return insertInstance(store, zone, body, requestId);
    return what === 'POST disks' ? insertDisk(store, zone, body, requestId) : null;
  }
  if (what === 'POST instances' && isPower(verb)) return changePower(store, zone, id, verb, requestId);
  if (verb !== undefined) return null;
  switch (what) {
    case 'GET instances':
      return getInstance(store, zone, id);
    case 'DELETE instances':
      return deleteInstance(store, zone, id, requestId);
    case 'GET disks':
      return getDisk(store, zone, id);
    case 'DELETE disks':
      return deleteDisk(store, zone, id);
    case 'GET machineTypes':
      return getMachineType(store, zone, id);
    case 'GET operations':
      return getOperation(store, zone, id);
    default:
      return null;
  }
}

function answerGlobal(
  store: Store,
  { method, query, body }: Call,
  collection: string,
  [id]: readonly string[],
): Answer | null {
  if (id === undefined) {
    switch (`${method} ${collection}`) {
      case 'POST images':
        return insertImage(store, body, query);
      case 'POST machineImages':
        return insertMachineImage(store, body, query.get('requestId'));
      case 'GET images':
        return listImages(store, 'images', query);
      case 'GET machineImages':
        return listImages(store, 'machineImages', query);
      default:
        return null;
    }
  }
  switch (`${method} ${collection}`) {
    case 'GET machineImages':
      return getImage(store, 'machineImages', id);
    case 'DELETE machineImages':
      return deleteImage(store, 'machineImages', id);
    case 'GET images':
      return getImage(store, 'images', id);
    case 'DELETE images':
      return deleteImage(store, 'images', id);
    case 'GET networks':
      return getNetwork(store, id);
    case 'GET operations':
      return getOperation(store, null, id);
    default:
      return null;
  }
}
