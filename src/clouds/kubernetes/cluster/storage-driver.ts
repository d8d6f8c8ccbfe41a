import type { Admin, Body } from './admin.ts';

/** Name of the class of storage that the cluster has, as CoreWeave calls its own. */
export const storageClass = 'shared-vast';
/** Volumes have no disk behind them: nothing on the cluster opens one. */
export const driver = 'driver.example';

/** In the place of a driver of storage: makes a volume for every claim that waits for one, and drops those of claims that are gone. */
export async function provisionVolumes({ send }: Admin): Promise<void> {
  const claims = itemsOf(await send('GET', '/api/v1/persistentvolumeclaims'));
  const volumes = itemsOf(await send('GET', '/api/v1/persistentvolumes'));
  const names = new Set(volumes.map(({ metadata }) => metadata.name));
  const waiting = claims.filter(
    ({ spec, status, metadata }) =>
      spec.storageClassName === storageClass && status.phase === 'Pending' && !names.has(volumeName(metadata)),
  );
  const released = volumes.filter(({ status }) => status.phase === 'Released');
  await Promise.all([
    ...waiting.map((claim) => send('POST', '/api/v1/persistentvolumes', volumeFor(claim))),
    ...released.map(({ metadata }) => send('DELETE', `/api/v1/persistentvolumes/${metadata.name}`)),
  ]);
}

interface Item {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly uid: string };
  readonly spec: {
    readonly storageClassName?: string;
    readonly resources: { readonly requests: { readonly storage: string } };
  };
  readonly status: { readonly phase: string };
}

function itemsOf({ items }: Body): readonly Item[] {
  return items as readonly Item[];
}

function volumeName({ uid }: Item['metadata']): string {
  return `pvc-${uid}`;
}

function volumeFor({ metadata, spec }: Item): object {
  const { name, namespace, uid } = metadata;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: volumeName(metadata) },
    spec: {
      capacity: { storage: spec.resources.requests.storage },
      accessModes: ['ReadWriteMany'],
      storageClassName: storageClass,
      persistentVolumeReclaimPolicy: 'Retain',
      csi: { driver, volumeHandle: uid },
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
    },
  };
}
