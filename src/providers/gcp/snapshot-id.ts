import { digest } from './resource-id.ts';

/** Where what a machine can be started from is kept. */
export const snapshotCollections = { ofMachine: 'machineImages', ofDisk: 'images' } as const;

export type SnapshotCollection = (typeof snapshotCollections)[keyof typeof snapshotCollections];

const prefixes: Readonly<Record<SnapshotCollection, string>> = { machineImages: 'assay', images: 'assay-disk' };

/** A name that tells where it is. */
export function drawnName(collection: SnapshotCollection, parts: readonly unknown[]): string {
  return `${prefixes[collection]}-${digest(['image', ...parts])}`;
}

/** Null where it is no name of ours. */
export function collectionOf(id: string): SnapshotCollection | null {
  const [, ofDisk] = /^assay(-disk)?-[0-9a-f]{32}$/.exec(id) ?? [null, null];
  if (ofDisk === null) return null;
  return ofDisk === undefined ? snapshotCollections.ofMachine : snapshotCollections.ofDisk;
}
