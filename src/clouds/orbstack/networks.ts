import { type Answer, refusal } from './answer.ts';
import { livingMachines, type NetworkRecord, type Store } from './store.ts';

/** `GET /v1/networks`. */
export function listNetworks(store: Store): Answer {
  const networks = [...store.networks.values()].filter((record) => !record.gone).map(networkBody);
  return { status: 200, body: { networks } };
}

/** `POST /v1/networks`. */
export function createNetwork(store: Store, body: Readonly<Record<string, unknown>>): Answer {
  const name = body.name;
  if (typeof name !== 'string' || !/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) {
    return refusal(422, 'invalid_network', 'name must match [a-z0-9][a-z0-9-]{0,62}');
  }
  const holder = store.networks.get(name);
  if (holder && !holder.gone) return refusal(409, 'name_taken', `the name ${name} is taken`);
  const record: NetworkRecord = { id: name, name, gone: false };
  store.networks.set(name, record);
  return { status: 201, body: networkBody(record) };
}

/** `DELETE /v1/networks/{id}`. Refused while a machine is on it. */
export function deleteNetwork(store: Store, id: string): Answer {
  const record = store.networks.get(id);
  if (!record || record.gone) return refusal(404, 'network_not_found', `there is no network ${id}`);
  if (livingMachines(store).some((machine) => machine.order.network === id)) {
    return refusal(409, 'network_in_use', `machines are on network ${id}`);
  }
  record.gone = true;
  return { status: 204 };
}

function networkBody(record: NetworkRecord): object {
  return { id: record.id, name: record.name };
}
