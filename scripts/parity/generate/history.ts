import fc, { type Arbitrary } from 'fast-check';
import type { Call, History } from '../call.ts';
import * as images from './images.ts';
import * as instances from './instances.ts';
import * as places from './places.ts';
import * as volumes from './volumes.ts';

const callsMax = 40;

/** How often each call is asked, beside the others. */
const weights: readonly (readonly [weight: number, arbitrary: Arbitrary<Call>])[] = [
  [10, instances.runInstances],
  [8, instances.describeInstances],
  [4, instances.terminateInstances],
  [4, instances.stopInstances],
  [3, instances.startInstances],
  [5, volumes.createVolume],
  [5, volumes.describeVolumes],
  [3, volumes.attachVolume],
  [3, volumes.deleteVolume],
  [4, images.createImage],
  [3, images.describeImages],
  [2, images.deregisterImage],
  [3, images.describeSnapshots],
  [2, images.deleteSnapshot],
  [1, places.describeRegions],
  [1, places.describeZones],
  [1, places.describeSubnets],
  [1, places.describeSpotPrices],
  [1, places.cancelSpotRequests],
];

/** Histories that begin with nothing and make, look at, change and end things, right and wrong. */
export const histories: Arbitrary<History> = fc.array(
  fc.oneof(...weights.map(([weight, arbitrary]) => ({ weight, arbitrary }))),
  { minLength: 1, maxLength: callsMax, size: 'max' },
);
