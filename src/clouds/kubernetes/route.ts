import { type Answer, refusal, success } from './answer.ts';
import { createClaim, deleteClaim, getClaim } from './claims.ts';
import { type Collection, listObjects } from './list.ts';
import { createPod, deletePod, getPod, notFound } from './pods.ts';
import { drawUid, type Store, timestamp } from './store.ts';
import { watchObjects } from './watch.ts';

/** A call with its path taken apart and its body parsed. */
export interface Call {
  readonly method: string;
  readonly namespace: string;
  /** What follows the namespace. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answers one call within the namespace. */
export async function route(store: Store, call: Call): Promise<Answer> {
  const { method, namespace, parts, query } = call;
  const [collection, name, sub] = parts;
  if (collection === undefined) return method === 'GET' ? getNamespace(store, namespace) : notAllowed();
  if (!isCollection(collection) || sub !== undefined) {
    return { status: 404, body: '404 page not found\n' };
  }
  // Nobody looks whether it is there before there is something to make in it.
  if (namespace !== store.namespace) return elsewhere(store, call, collection);
  if (name !== undefined) return onOne(store, call, collection, name);
  if (method === 'POST') return collection === 'pods' ? createPod(store, call.body) : createClaim(store, call.body);
  if (method !== 'GET') return notAllowed();
  const isWatched = query.get('watch') === '1' || query.get('watch') === 'true';
  return isWatched ? watchObjects(store, collection, query) : listObjects(store, collection, query);
}

function isCollection(collection: string): collection is Collection {
  return collection === 'pods' || collection === 'persistentvolumeclaims';
}

function onOne(store: Store, { method, body }: Call, collection: Collection, name: string): Answer {
  const isPod = collection === 'pods';
  if (method === 'GET') return isPod ? getPod(store, name) : getClaim(store, name);
  if (method === 'DELETE') return isPod ? deletePod(store, name, body) : deleteClaim(store, name, body);
  return notAllowed();
}

function getNamespace(store: Store, namespace: string): Answer {
  if (namespace !== store.namespace) return notFound('namespaces', namespace);
  const metadata = {
    name: namespace,
    uid: drawUid(store.random),
    resourceVersion: '5',
    creationTimestamp: timestamp(store.openedAtMs),
  };
  return success({ kind: 'Namespace', apiVersion: 'v1', metadata, status: { phase: 'Active' } });
}

/** A namespace that is not there has an empty list, and takes nothing. */
function elsewhere(store: Store, { method, namespace, parts, query }: Call, collection: Collection): Answer {
  const [, name] = parts;
  if (method === 'POST') return notFound('namespaces', namespace);
  if (name !== undefined) return notFound(collection, name);
  return listObjects({ ...store, pods: [], claims: [] }, collection, query);
}

function notAllowed(): Answer {
  return refusal(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
}
