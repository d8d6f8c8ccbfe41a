import type { EstateItem } from '../../testbed/estate.ts';

/** Under which name the service keeps each kind. */
export const collectionOf: Readonly<Record<EstateItem['kind'], string>> = {
  'spot-request': 'spot-requests',
  instance: 'machines',
  snapshot: 'snapshots',
  volume: 'volumes',
  'warm-volume': 'warm-volumes',
  'launch-template': 'launch-templates',
};
