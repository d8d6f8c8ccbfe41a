import { isObject } from '../../provider/is-object.ts';
import { type Answer, type Cause, success } from './answer.ts';
import { checkMetadata, invalid, invalidValue } from './check-metadata.ts';
import { type ClaimRecord, claimBody, findClaim } from './claim.ts';
import { undecodable } from './decode.ts';
import { deleteObject } from './delete-object.ts';
import { alreadyExists, livingPods, notFound, volumesAtMs } from './pods.ts';
import { canonical, parseQuantity } from './quantity.ts';
import { momentNow, newMeta, type Store } from './store.ts';

type Body = Readonly<Record<string, unknown>>;

const resource = 'persistentvolumeclaims';
const kind = 'PersistentVolumeClaim';

/** `POST .../persistentvolumeclaims`. */
export function createClaim(store: Store, body: Body): Answer {
  const spec = isObject(body.spec) ? body.spec : {};
  const requests = isObject(spec.resources) && isObject(spec.resources.requests) ? spec.resources.requests : {};
  const refused = undecodable(body, kind, Object.values(requests));
  if (refused) return refused;
  const { metadata, causes } = checkMetadata(body);
  const all = [...causes, ...storageCauses(requests.storage)];
  if (all.length > 0) return invalid(kind, metadata.name, all);
  if (findClaim(store, metadata.name)) return alreadyExists(resource, metadata.name);
  const record: ClaimRecord = {
    ...metadata,
    ...newMeta(store),
    storage: canonical(requests.storage),
    storageClass: String(spec.storageClassName ?? 'shared-vast'),
  };
  store.claims.push(record);
  lookAgain(store);
  return success(claimBody(record, momentNow(store), store), 201);
}

/** Of those who have no node, the scheduler looks again at whom it has not looked at yet, and at who waits for a volume. */
function lookAgain(store: Store): void {
  const nowMs = store.clock.now();
  const { scheduleMs } = store.options;
  const waiting = livingPods(store).filter(
    ({ claims, volumesAtMs: atMs, createdAtMs }) =>
      claims.length > 0 && (atMs > nowMs || nowMs < createdAtMs + scheduleMs),
  );
  for (const pod of waiting) pod.volumesAtMs = volumesAtMs(store, pod.claims);
}

function storageCauses(storage: unknown): readonly Cause[] {
  const field = 'spec.resources[storage]';
  if (storage === undefined) return [{ reason: 'FieldValueRequired', message: 'Required value', field }];
  return Number(parseQuantity(storage)) > 0 ? [] : [invalidValue(field, storage, 'must be greater than zero')];
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
  const refused = deleteObject(store, resource, claim, body);
  if (refused) return refused;
  lookAgain(store);
  return success(claimBody(claim, momentNow(store), store));
}
