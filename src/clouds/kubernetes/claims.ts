import { isObject } from '../../provider/is-object.ts';
import { type Answer, success } from './answer.ts';
import { checkMetadata, invalid } from './check-metadata.ts';
import { type ClaimRecord, claimBody, findClaim } from './claim.ts';
import { deleteObject } from './delete-object.ts';
import { alreadyExists, notFound } from './pods.ts';
import { canonical, parseQuantity } from './quantity.ts';
import { momentNow, newMeta, type Store } from './store.ts';

type Body = Readonly<Record<string, unknown>>;

const resource = 'persistentvolumeclaims';

/** `POST .../persistentvolumeclaims`. */
export function createClaim(store: Store, body: Body): Answer {
  const metadata = checkMetadata(body, 'PersistentVolumeClaim');
  if ('status' in metadata) return metadata;
  const spec = isObject(body.spec) ? body.spec : {};
  const requests = isObject(spec.resources) && isObject(spec.resources.requests) ? spec.resources.requests : {};
  const bytes = parseQuantity(requests.storage);
  if (bytes === null || bytes <= 0) {
    const field = 'spec.resources[storage]';
    return invalid('PersistentVolumeClaim', metadata.name, [
      { reason: 'FieldValueInvalid', message: 'Invalid value: "0": must be greater than zero', field },
    ]);
  }
  if (findClaim(store, metadata.name)) return alreadyExists(resource, metadata.name);
  const record: ClaimRecord = {
    ...metadata,
    ...newMeta(store),
    storage: canonical(requests.storage),
    storageClass: String(spec.storageClassName ?? 'shared-vast'),
  };
  store.claims.push(record);
  return success(claimBody(record, momentNow(store), store), 201);
}

/** `GET .../persistentvolumeclaims/{name}`. */
export function getClaim(store: Store, name: string): Answer {
  const claim = findClaim(store, name);
  return claim ? success(claimBody(claim, momentNow(store), store)) : notFound(resource, name);
}

/** `DELETE .../persistentvolumeclaims/{name}`: taken also while a pod holds it, and carried out when none does. */
export function deleteClaim(store: Store, name: string, body: Body): Answer {
  const claim = findClaim(store, name);
  if (!claim) return notFound(resource, name);
  return deleteObject(store, resource, claim, body) ?? success(claimBody(claim, momentNow(store), store));
}
