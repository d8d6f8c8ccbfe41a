import { type Answer, success } from './answer.ts';
import { invalid } from './check-launch.ts';
import { answerPage } from './pages.ts';
import type { Store } from './store.ts';

/** `GET /ssh-keys`. */
export function listSshKeys(store: Store, query: string): Answer {
  return answerPage(store, query, () => [...store.sshKeys.values()]);
}

/** `POST /ssh-keys`. Without a public key the service makes a pair, and shows the private half this once. */
export function createSshKey(store: Store, { name, public_key: given }: Readonly<Record<string, unknown>>): Answer {
  if (typeof name !== 'string' || name.length < 1 || name.length > 64) return invalid('name must be 1 to 64 long.');
  if ([...store.sshKeys.values()].some((key) => key.name === name)) return invalid('SSH key name must be unique.');
  const isGiven = typeof given === 'string';
  const key = { id: store.random.hex(32), name, public_key: isGiven ? given : 'ssh-ed25519 AAAA' };
  store.sshKeys.set(key.id, key);
  return success(isGiven ? key : { ...key, private_key: `${store.secret}${store.random.hex(32)}` });
}

/** `DELETE /ssh-keys/{id}`. */
export function deleteSshKey(store: Store, id: string): Answer {
  return store.sshKeys.delete(id) ? success({}) : invalid('SSH key does not exist.');
}
