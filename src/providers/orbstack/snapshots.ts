import type { Snapshot } from '../../provider/resources.ts';
import type { Host } from './host.ts';
import { notFound } from './refuse.ts';

/** The methods of the capability `snapshots`. */
export interface SnapshotMethods {
  createSnapshot(instanceId: string): Promise<Snapshot>;
  getSnapshotStatus(snapshotId: string): Promise<Snapshot>;
  deleteSnapshot(snapshotId: string): Promise<void>;
}

export function snapshotMethods(host: Host): SnapshotMethods {
  return {
    createSnapshot: (instanceId) => host.createSnapshot(instanceId),
    getSnapshotStatus: async (snapshotId) => {
      const snapshot = await host.getSnapshot(snapshotId);
      if (snapshot === null) throw notFound(`there is no snapshot ${JSON.stringify(snapshotId)}`);
      return snapshot;
    },
    deleteSnapshot: (snapshotId) => host.deleteSnapshot(snapshotId),
  };
}
