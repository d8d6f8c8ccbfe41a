import { type Answer, problem } from './answer.ts';
import { getBilling } from './billing.ts';
import { getCatalogue } from './catalogue-routes.ts';
import { createNetworkVolume, deleteNetworkVolume, getNetworkVolume, listNetworkVolumes } from './network-volumes.ts';
import { actOnPod, createPod, deletePod, getPod, listPods } from './pods.ts';
import type { Store } from './store.ts';

/** A call with its body parsed. */
export interface Call {
  readonly method: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The parts of a path of REST v2 behind the version, decoded; null where it is none. */
export function partsOf(path: string): readonly string[] | null {
  const [root, version, ...parts] = path.split('/');
  if (root !== '' || version !== 'v2' || parts.length === 0) return null;
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** Answers one call of REST v2. */
export function route(store: Store, call: Call): Answer {
  const parts = partsOf(call.path);
  return (parts && answer(store, call, parts)) ?? problem(404, `no route for ${call.method} ${call.path}`);
}

function answer(store: Store, call: Call, [collection = '', id, action, ...rest]: readonly string[]): Answer | null {
  if (rest.length > 0) return null;
  if (collection === 'pods') return onPods(store, call, id, action);
  if (collection === 'network-volumes' && action === undefined) return onVolumes(store, call, id);
  if (call.method !== 'GET') return null;
  if (collection === 'catalog') return getCatalogue(store, id ?? '', action ?? null, call.query);
  return collection === 'billing' && id === undefined ? getBilling(store, call.query) : null;
}

function onPods(store: Store, { method, body }: Call, id?: string, action?: string): Answer | null {
  if (id === undefined) return method === 'POST' ? createPod(store, body) : method === 'GET' ? listPods(store) : null;
  if (action !== undefined) return method === 'POST' && action === 'action' ? actOnPod(store, id, body) : null;
  if (method === 'GET') return getPod(store, id);
  return method === 'DELETE' ? deletePod(store, id) : null;
}

function onVolumes(store: Store, { method, body }: Call, id?: string): Answer | null {
  if (id === undefined) {
    if (method === 'POST') return createNetworkVolume(store, body);
    return method === 'GET' ? listNetworkVolumes(store) : null;
  }
  if (method === 'GET') return getNetworkVolume(store, id);
  return method === 'DELETE' ? deleteNetworkVolume(store, id) : null;
}
