import { goneAtMs, lostAtMs, scheduledAtMs } from './pod.ts';
import { type Moment, type ObjectMeta, revisionAt, type Store, timestamp } from './store.ts';

/** One claim on a volume ever made. */
export interface ClaimRecord extends ObjectMeta {
  readonly storage: string;
  readonly storageClass: string;
}

/** When it is really gone: pods that hold it protect it, and nobody holds it who has no node, or has lost it. */
export function claimGoneAtMs({ name, deletedAtMs, deletedBy }: ClaimRecord, { pods, options }: Store): number {
  const holders = pods.filter(
    (pod) => pod.claims.includes(name) && pod.createdBy < deletedBy && scheduledAtMs(pod, options) <= deletedAtMs,
  );
  return Math.max(deletedAtMs, ...holders.map((pod) => Math.min(goneAtMs(pod, options), lostAtMs(pod, options))));
}

export function findClaim(store: Store, name: string): ClaimRecord | undefined {
  const nowMs = store.clock.now();
  return store.claims.find((claim) => claim.name === name && nowMs < claimGoneAtMs(claim, store));
}

/** The object as the server shows it. */
export function claimBody(claim: ClaimRecord, { atMs, write }: Moment, store: Store): object {
  const { name, uid, labels, annotations, createdAtMs, deletedAtMs, storage, storageClass } = claim;
  const boundAtMs = createdAtMs + store.options.bindMs;
  const isBound = atMs >= boundAtMs;
  const isDeleted = claim.deletedBy <= write;
  const changed = {
    atMs: Math.max(isDeleted ? deletedAtMs : createdAtMs, isBound ? boundAtMs : createdAtMs),
    write: isDeleted ? claim.deletedBy : claim.createdBy,
  };
  return {
    kind: 'PersistentVolumeClaim',
    apiVersion: 'v1',
    metadata: {
      ...{ name, namespace: store.namespace, uid, labels, annotations },
      resourceVersion: revisionAt(store, changed),
      creationTimestamp: timestamp(createdAtMs),
      finalizers: ['kubernetes.io/pvc-protection'],
      ...(isDeleted && { deletionTimestamp: timestamp(deletedAtMs), deletionGracePeriodSeconds: 0 }),
    },
    spec: {
      accessModes: ['ReadWriteMany'],
      resources: { requests: { storage } },
      storageClassName: storageClass,
      volumeMode: 'Filesystem',
      ...(isBound && { volumeName: `pvc-${uid}` }),
    },
    status: isBound ? { phase: 'Bound', accessModes: ['ReadWriteMany'], capacity: { storage } } : { phase: 'Pending' },
  };
}
