import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { LiveEc2 } from './live-ec2.ts';

/** The cheapest machine without surprises, and how many of it a run has at a time. The price is that of us-east-1. */
export const liveMachine = { name: 't3.micro', usdPerHour: 0.0104, instancesMax: 2, warmVolumesMax: 1 } as const;

const tolerances = {
  consistencyWindowMs: 30_000,
  bootTimeoutMs: 300_000,
  terminateTimeoutMs: 180_000,
  callTimeoutMs: 180_000,
};

/** What may be asked for at the real service: two of the cheapest machine, in one region, and nothing more. */
export async function askLiveFacts(
  { sdk, in: client }: LiveEc2,
  region: string,
  secrets: readonly string[],
): Promise<WorldFacts> {
  const Filters = [{ Name: 'default-for-az', Values: ['true'] }];
  const { Subnets = [] } = await client(region).send(new sdk.DescribeSubnetsCommand({ Filters }));
  return {
    regions: [region],
    images: ['debian'],
    smallest: { cpus: 1, memoryMiB: 512 },
    largest: { cpus: 2, memoryMiB: 1_024 },
    roundsUp: true,
    instancesMax: liveMachine.instancesMax,
    networks: Subnets.flatMap(({ SubnetId = [] }) => SubnetId).slice(0, 1),
    // The market has always sold below the price on demand; nothing costs as little as the least bid that EC2 takes.
    spotBids: { hopeless: 0.001, sure: liveMachine.usdPerHour * 2 },
    spotSleeps: false,
    volumeGiBMax: 1,
    warmVolumesMax: liveMachine.warmVolumesMax,
    nativeErrors: nativeErrorKinds,
    tolerances,
    secrets,
  };
}
