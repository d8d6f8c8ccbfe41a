import { type Answer, refusal } from './answer.ts';
import { listInstanceTypes } from './capacity.ts';
import { createFileSystem, deleteFileSystem, listFileSystems } from './file-systems.ts';
import { listImages } from './images.ts';
import { getInstance, listInstances, renameInstance, restartInstances, terminateInstances } from './instances.ts';
import { launch } from './launch.ts';
import { createSshKey, deleteSshKey, listSshKeys } from './ssh-keys.ts';
import type { Store } from './store.ts';

export const prefix = '/api/v1';

/** A call with its body parsed. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answers one call. The firewall, audit events and what 1.10 added beside compute are left out. */
export async function route(store: Store, call: Call): Promise<Answer> {
  const [collection = '', id, ...rest] = call.path.slice(prefix.length + 1).split('/');
  const isKnown = call.path.startsWith(`${prefix}/`) && rest.length === 0;
  const answer = isKnown ? await answerCall(store, call, spelling(collection, store), id) : null;
  return answer ?? refusal(404, 'global/not-found', `There is no ${call.method} ${call.path}.`);
}

/** The two names of file systems, told apart only where the service does. */
function spelling(collection: string, { options }: Store): string {
  const isEither = collection === 'file-systems' || collection === 'filesystems';
  return isEither && !options.quirks.twoSpellingsOfFileSystems ? 'any-file-systems' : collection;
}

async function answerCall(
  store: Store,
  call: Call,
  collection: string,
  id: string | undefined,
): Promise<Answer | null> {
  const { method, query, body } = call;
  if (collection === 'instance-operations') return answerOperation(store, `${method} ${id}`, body);
  if (id !== undefined) return answerMember(store, `${method} ${collection}`, id, body);
  switch (`${method} ${collection}`) {
    case 'GET instances':
      return listInstances(store, query);
    case 'GET instance-types':
      return listInstanceTypes(store);
    case 'GET images':
      return listImages(store);
    case 'GET ssh-keys':
      return listSshKeys(store, query);
    case 'POST ssh-keys':
      return createSshKey(store, body);
    case 'GET file-systems':
    case 'GET any-file-systems':
      return listFileSystems(store, query);
    case 'POST filesystems':
    case 'POST any-file-systems':
      return createFileSystem(store, body);
    default:
      return null;
  }
}

async function answerOperation(store: Store, operation: string, body: Call['body']): Promise<Answer | null> {
  switch (operation) {
    case 'POST launch':
      return launch(store, body);
    case 'POST restart':
      return restartInstances(store, body);
    case 'POST terminate':
      return terminateInstances(store, body);
    default:
      return null;
  }
}

function answerMember(store: Store, what: string, id: string, body: Call['body']): Answer | null {
  switch (what) {
    case 'GET instances':
      return getInstance(store, id);
    case 'POST instances':
      return renameInstance(store, id, body);
    case 'DELETE ssh-keys':
      return deleteSshKey(store, id);
    case 'DELETE filesystems':
    case 'DELETE any-file-systems':
      return deleteFileSystem(store, id);
    default:
      return null;
  }
}
