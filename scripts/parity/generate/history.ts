import fc, { type Arbitrary } from 'fast-check';
import type { Call, History } from '../call.ts';
import * as images from './images.ts';
import * as instances from './instances.ts';
import * as places from './places.ts';
import * as spot from './spot.ts';
import * as tags from './tags.ts';
import * as volumes from './volumes.ts';

const callsMax = 40;

/** How often each call is asked, beside the others. */
const weights: readonly (readonly [weight: number, arbitrary: Arbitrary<Call>])[] = [
  [10, instances.runInstances],
  [10, instances.describeInstances],
  [2, instances.terminateInstances],
  [4, instances.stopInstances],
  [3, instances.startInstances],
  [5, volumes.createVolume],
  [5, volumes.describeVolumes],
  [3, volumes.attachVolume],
  [3, volumes.deleteVolume],
  [5, images.createImage],
  [5, images.describeImages],
  [2, images.deregisterImage],
  [3, images.describeSnapshots],
  [2, images.deleteSnapshot],
  [2, volumes.detachVolume],
  [2, images.createSnapshot],
  [2, images.createSnapshots],
  [4, tags.createTags],
  [2, tags.deleteTags],
  [4, tags.describeTags],
  [2, instances.protectInstance],
  [2, instances.describeInstanceAttribute],
  [1, places.describeRegions],
  [1, places.describeZones],
  [1, places.describeSubnets],
  [2, places.describeInstanceTypes],
  [1, spot.describeSpotPrices],
  [2, spot.requestSpotInstances],
  [2, spot.describeSpotRequests],
  [1, spot.cancelSpotRequests],
];

/** What most calls need to be more than a look at nothing. */
const beginnings = fc.array(fc.oneof(instances.runInstances, volumes.createVolume), { maxLength: 4 });

const anything = fc.array(fc.oneof(...weights.map(([weight, arbitrary]) => ({ weight, arbitrary }))), {
  minLength: 1,
  maxLength: callsMax,
  size: 'max',
});

/** Histories that make, look at, change and end things, right and wrong. */
export const histories: Arbitrary<History> = fc
  .tuple(beginnings, anything)
  .map(([beginning, rest]) => [...beginning, ...rest]);
