import type { Random } from '../../provider/context.ts';
import { between, oneIn } from '../../testbed/draw.ts';

/**
 * How a simulated EC2 behaves. Times are milliseconds of the world's clock; each part is a quirk of the real service.
 *
 * @example
 * const drained: Partial<SimulatedEc2Options> = { drainedZones: ['us-east-1a'] };
 */
export interface SimulatedEc2Options {
  /** Zones of each region; the first region is the account's own. */
  readonly regions: Readonly<Record<string, readonly string[]>>;
  /** Regions that the account has not enabled: they are listed when all are asked for, and know nobody. */
  readonly disabledRegions: readonly string[];
  /** Regions that answer nothing but that they are unavailable. */
  readonly impairedRegions: readonly string[];
  /** How far the clock of the service is ahead of the world's. */
  readonly clockOffMs: number;
  /** From the accepted launch or start to `running`. */
  readonly pendingMs: number;
  readonly stoppingMs: number;
  readonly shuttingDownMs: number;
  /** How long a terminated instance stays visible. */
  readonly tombstoneMs: number;
  /** DescribeInstances without ids shows what was true that long ago. */
  readonly listLagMs: number;
  /** The same for a look by id: a new instance is NotFound until then, also for TerminateInstances. */
  readonly idLagMs: number;
  readonly latencyMaxMs: number;
  /** Whether calls are counted against the token buckets that AWS publishes. */
  readonly hasTokenBuckets: boolean;
  /** The most that one page of DescribeInstances holds, whatever the caller asks for. */
  readonly pageSize: number;
  /** Whether lists come in an order of their own. */
  readonly shuffle: boolean;
  /** Zones that have no machine to give when the world opens. */
  readonly drainedZones: readonly string[];
  /** More than this many vCPUs of instances that are not gone are refused with VcpuLimitExceeded. */
  readonly vcpusMax: number;
  /** How many spot machines of one type one zone has to give; more are refused. */
  readonly spotPool: number;
  /** More spot machines than this in one region are refused with MaxSpotInstanceCountExceeded. */
  readonly spotInstancesMax: number;
  /** Whether the account has the service-linked role without which nobody may buy on the spot market. */
  readonly hasSpotRole: boolean;
  readonly volumeMs: number;
  readonly snapshotMs: number;
  /** From a request for a spot instance to the instance, where there is one. */
  readonly spotRequestMs: number;
  /** How far below the price on demand the spot market may be, in percent. */
  readonly spotDiscountMin: number;
  readonly spotDiscountMax: number;
}

/** Zones that a world may have drained by itself. The first of a region keeps its machines, for what is pinned to it. */
export const drainableZones: readonly string[] = ['us-east-1b', 'eu-central-1c'];

const lagMaxMs = 4_000;

/** Complete options: what the caller fixed, and for the rest the manners of one particular world, drawn by seed. */
export function resolveOptions(given: Partial<SimulatedEc2Options>, random: Random): SimulatedEc2Options {
  return {
    regions: {
      'us-east-1': ['us-east-1a', 'us-east-1b', 'us-east-1c'],
      'eu-central-1': ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
    },
    disabledRegions: ['me-south-1'],
    impairedRegions: [],
    clockOffMs: 0,
    pendingMs: between(random, 1_000, 20_000),
    stoppingMs: between(random, 500, 8_000),
    shuttingDownMs: between(random, 500, 15_000),
    tombstoneMs: 3_600_000,
    listLagMs: oneIn(random, 2) ? between(random, 1, lagMaxMs) : 0,
    idLagMs: oneIn(random, 2) ? between(random, 1, lagMaxMs) : 0,
    latencyMaxMs: oneIn(random, 8) ? 80 : 0,
    hasTokenBuckets: oneIn(random, 4),
    pageSize: 5,
    shuffle: oneIn(random, 4),
    drainedZones: oneIn(random, 3) ? drainableZones : [],
    vcpusMax: 1_152,
    spotPool: oneIn(random, 3) ? 1_000 : between(random, 2, 4),
    spotInstancesMax: 1_000,
    hasSpotRole: true,
    volumeMs: between(random, 0, 3_000),
    snapshotMs: between(random, 500, 15_000),
    spotRequestMs: 2_000,
    spotDiscountMin: 40,
    spotDiscountMax: 80,
    ...given,
  };
}
