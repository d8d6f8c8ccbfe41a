import { goneAtMs } from './pod.ts';
import { type ObjectMeta, revisionAt, type Store, timestamp } from './store.ts';

/** One claim on a volume ever made. */
export interface ClaimRecord extends ObjectMeta {
  readonly storage: string;
  readonly storageClass: string;
}

/** When it is really gone: pods that hold it protect it. */
export function claimGoneAtMs({ name, deletedAtMs }: ClaimRecord, { pods, options }: Store): number {
  const holders = pods.filter(({ claims, createdAtMs }) => claims.includes(name) && createdAtMs < deletedAtMs);
  return Math.max(deletedAtMs, ...holders.map((pod) => goneAtMs(pod, options)));
}

/** The object as the server shows it. */
export function claimBody(claim: ClaimRecord, atMs: number, store: Store): object {
  const { name, uid, labels, annotations, createdAtMs, deletedAtMs, storage, storageClass } = claim;
  const boundAtMs = createdAtMs + store.options.bindMs;
  const isBound = atMs >= boundAtMs;
  const changedAtMs = Math.max(claim.changedAtMs, isBound ? boundAtMs : createdAtMs);
  return {
    kind: 'PersistentVolumeClaim',
    apiVersion: 'v1',
    metadata: {
      ...{ name, namespace: store.namespace, uid, labels, annotations },
      resourceVersion: revisionAt(store, changedAtMs),
      creationTimestamp: timestamp(createdAtMs),
      finalizers: ['kubernetes.io/pvc-protection'],
      ...(atMs >= deletedAtMs && { deletionTimestamp: timestamp(deletedAtMs), deletionGracePeriodSeconds: 0 }),
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
