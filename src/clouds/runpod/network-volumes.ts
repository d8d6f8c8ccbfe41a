import { type Answer, problem } from './answer.ts';
import { checkFields, oneOf, text, whole } from './check-fields.ts';
import { isMounted } from './place-pod.ts';
import { drawId, type NetworkVolumeRecord, type Store } from './store.ts';

/** The sizes that there are, in GB. */
export const sizeMinGb = 10;
export const sizeMaxGb = 4_096;

/** `POST /v2/network-volumes`. */
export function createNetworkVolume(store: Store, body: Readonly<Record<string, unknown>>): Answer {
  const fields = {
    name: text,
    size: whole(sizeMinGb, sizeMaxGb),
    dataCenter: text,
    type: oneOf('STANDARD', 'HIGH_PERFORMANCE'),
  };
  const errors = checkFields(body, fields, ['name', 'size', 'dataCenter']);
  if (errors.length > 0) return problem(422, `request body is invalid: ${errors[0]}`, errors);
  // Ids of data centers are upper-case, and no other spelling is known.
  if (!store.options.dataCenters.includes(body.dataCenter as string)) {
    return problem(400, `data center ${body.dataCenter} does not support network volumes`);
  }
  const record: NetworkVolumeRecord = {
    id: drawId(store.random),
    name: body.name as string,
    size: body.size as number,
    dataCenter: body.dataCenter as string,
    gone: false,
  };
  store.volumes.set(record.id, record);
  return { status: 201, body: volumeBody(record) };
}

/** `GET /v2/network-volumes`. */
export function listNetworkVolumes({ volumes }: Store): Answer {
  const networkVolumes = [...volumes.values()].filter(({ gone }) => !gone).map(volumeBody);
  return { status: 200, body: { networkVolumes } };
}

/** `GET /v2/network-volumes/{id}`. */
export function getNetworkVolume(store: Store, id: string): Answer {
  const record = store.volumes.get(id);
  return record && !record.gone ? { status: 200, body: volumeBody(record) } : unknownVolume();
}

/** `DELETE /v2/network-volumes/{id}`. */
export function deleteNetworkVolume(store: Store, id: string): Answer {
  const record = store.volumes.get(id);
  if (!record || record.gone) return unknownVolume();
  if (store.options.keepsMountedVolumes && isMounted(store, id)) {
    return problem(400, 'network volume is in use by a pod and cannot be deleted');
  }
  record.gone = true;
  return { status: 204 };
}

function volumeBody({ id, name, size, dataCenter }: NetworkVolumeRecord): object {
  return { id, name, size, dataCenter, type: 'STANDARD' };
}

function unknownVolume(): Answer {
  return problem(404, 'network volume not found');
}
