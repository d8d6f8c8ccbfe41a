import { type Refusal, refusal } from './answer.ts';
import { findImage } from './image.ts';
import { namedInstance } from './named-instances.ts';
import { findSnapshot } from './snapshot.ts';
import { findSpotRequest } from './spot-request.ts';
import type { Store } from './store.ts';
import { findVolume, visibleVolumes } from './volume.ts';

/** Something that has tags. */
export interface TaggedResource {
  readonly id: string;
  readonly type: string;
  readonly tags: Map<string, string>;
}

/** What an id is of, or why it is of nothing. */
export function findTagged(store: Store, region: string, id: string): TaggedResource | Refusal {
  const [, prefix = ''] = /^([a-z]+)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.exec(id) ?? [];
  const kind = Object.hasOwn(kinds, prefix) ? kinds[prefix] : undefined;
  if (!kind) return refusal('InvalidID', `The ID '${id}' is not valid`);
  const record = kind.find(store, region, id);
  return 'ok' in record ? record : { id, type: kind.type, tags: record.tags };
}

interface Kind {
  readonly type: string;
  find(store: Store, region: string, id: string): { readonly tags: Map<string, string> } | Refusal;
}

const kinds: Readonly<Record<string, Kind>> = {
  i: { type: 'instance', find: namedInstance },
  vol: { type: 'volume', find: findVolume },
  snap: { type: 'snapshot', find: findSnapshot },
  ami: {
    type: 'image',
    find: (store, region, id) => {
      const record = findImage(store, region, id);
      if ('ok' in record || (record.owner === store.accountId && !record.deregistered)) return record;
      return refusal('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`);
    },
  },
  sir: { type: 'spot-instances-request', find: findSpotRequest },
  lt: {
    type: 'launch-template',
    find: (store, region, id) => {
      const record = store.launchTemplates.get(id);
      if (record?.region === region && record.deletedAtMs > store.clock.now()) return record;
      return refusal('InvalidLaunchTemplateId.NotFound', `The launch template '${id}' does not exist`);
    },
  },
};

/** Everything of the account in a region that can have tags. */
export function everyTagged(store: Store, region: string): readonly TaggedResource[] {
  const ids = [
    ...store.instances.keys(),
    ...visibleVolumes(store, region).map(({ id }) => id),
    ...store.snapshots.keys(),
    ...store.images.keys(),
    ...store.spotRequests.keys(),
    ...store.launchTemplates.keys(),
  ];
  return ids.map((id) => findTagged(store, region, id)).filter((found): found is TaggedResource => !('ok' in found));
}
