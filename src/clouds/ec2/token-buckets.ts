import type { Clock } from '../../provider/context.ts';
import type { SimulatedEc2Options } from './simulated-ec2-options.ts';

/** Size of a bucket and how many tokens a second come back, as AWS publishes them. */
type Bucket = readonly [size: number, perSecond: number];

const buckets: Readonly<Record<string, Bucket>> = {
  RunInstances: [5, 2],
  StartInstances: [5, 2],
  TerminateInstances: [100, 5],
};
const describing: Bucket = [100, 20];
const changing: Bucket = [50, 5];

/** Whether one more call of this action in this region is too many right now. */
export function createTokenBuckets(
  clock: Clock,
  options: SimulatedEc2Options,
): (region: string, action: string) => boolean {
  if (!options.hasTokenBuckets) return () => false;
  const levels = new Map<string, { tokens: number; atMs: number }>();
  return (region, action) => {
    const [name, [size, perSecond]] = bucketOf(action);
    const key = `${region} ${name}`;
    const nowMs = clock.monotonic();
    const { tokens, atMs } = levels.get(key) ?? { tokens: size, atMs: nowMs };
    const filled = Math.min(size, tokens + ((nowMs - atMs) * perSecond) / 1_000);
    levels.set(key, { tokens: filled < 1 ? filled : filled - 1, atMs: nowMs });
    return filled < 1;
  };
}

function bucketOf(action: string): readonly [name: string, bucket: Bucket] {
  const own = Object.hasOwn(buckets, action) ? buckets[action] : undefined;
  if (own) return [action, own];
  return action.startsWith('Describe') ? ['describing', describing] : ['changing', changing];
}
