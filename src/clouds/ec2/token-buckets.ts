import type { Clock } from '../../provider/context.ts';
import { type BucketSize, createTokenBucket } from '../../testbed/token-bucket.ts';
import type { SimulatedEc2Options } from './simulated-ec2-options.ts';

/** As AWS publishes them. Every other action shares one of two buckets. */
const buckets: Readonly<Record<string, BucketSize>> = {
  RunInstances: { rateBurst: 5, ratePerSecond: 2 },
  StartInstances: { rateBurst: 5, ratePerSecond: 2 },
  TerminateInstances: { rateBurst: 100, ratePerSecond: 5 },
  describing: { rateBurst: 100, ratePerSecond: 20 },
  changing: { rateBurst: 50, ratePerSecond: 5 },
};
const endless: BucketSize = { rateBurst: Number.POSITIVE_INFINITY, ratePerSecond: 0 };

/** Whether one more call of this action in this region is too many right now. */
export function createTokenBuckets(
  clock: Clock,
  { hasTokenBuckets }: SimulatedEc2Options,
): (region: string, action: string) => boolean {
  const filled = new Map<string, () => boolean>();
  return (region, action) => {
    const name = bucketOf(action);
    const key = `${region} ${name}`;
    const isTooMany =
      filled.get(key) ?? createTokenBucket(clock, hasTokenBuckets ? (buckets[name] ?? endless) : endless);
    filled.set(key, isTooMany);
    return isTooMany();
  };
}

function bucketOf(action: string): string {
  if (Object.hasOwn(buckets, action)) return action;
  return action.startsWith('Describe') ? 'describing' : 'changing';
}
