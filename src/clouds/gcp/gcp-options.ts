import type { Random } from '../../provider/context.ts';
import { between, oneIn } from '../../testbed/draw.ts';

/** How a simulated Compute Engine behaves. Times are milliseconds of the world's clock. */
export interface GcpOptions {
  /** The zones of each region. */
  readonly regions: Readonly<Record<string, readonly string[]>>;
  /** Names of the networks of the project; the first is where a machine lands that names none. */
  readonly networks: readonly string[];
  /** Zones in which nothing is to be had at first: an insert is accepted, and its operation fails. */
  readonly drainedZones: readonly string[];
  /** The same for one machine type there: `zone/type`. */
  readonly soldOutTypes: readonly string[];
  /** Zones that do not have one machine type at all: `zone/type`. */
  readonly lackingTypes: readonly string[];
  /** From the accepted insert to `STAGING`, and from there to `RUNNING`. */
  readonly provisioningMs: number;
  readonly stagingMs: number;
  readonly stopMs: number;
  readonly suspendMs: number;
  /** From the accepted delete to gone. */
  readonly deleteMs: number;
  readonly diskMs: number;
  readonly machineImageMs: number;
  /** An operation takes between these; those that end something last as long as the end does. */
  readonly operationMinMs: number;
  readonly operationMaxMs: number;
  /** How long a new instance is in no list, and how old what a list shows is. */
  readonly listLagMs: number;
  /** How long a request id stands for its operation. */
  readonly requestIdMs: number;
  /** How long a token is good. */
  readonly tokenMs: number;
  /** Instances on one page of a list, whatever more was asked for. */
  readonly pageSize: number;
  /** Instances in one region beyond this fail with QUOTA_EXCEEDED, in their operation. */
  readonly instancesMax: number;
}

/** Complete options: what the caller fixed, and for the rest the manners of one particular project, drawn by seed. */
export function resolveOptions(given: Partial<GcpOptions>, random: Random): GcpOptions {
  return {
    regions: {
      'us-central1': ['us-central1-a', 'us-central1-b', 'us-central1-c'],
      'europe-west4': ['europe-west4-a', 'europe-west4-b'],
      'asia-east1': ['asia-east1-a', 'asia-east1-b'],
    },
    networks: ['default', 'training'],
    drainedZones: [],
    soldOutTypes: oneIn(random, 2) ? ['us-central1-a/e2-small', 'asia-east1-a/e2-small'] : [],
    lackingTypes: oneIn(random, 2) ? ['us-central1-b/e2-small', 'europe-west4-a/e2-small'] : [],
    provisioningMs: between(random, 1_000, 8_000),
    stagingMs: between(random, 2_000, 20_000),
    stopMs: between(random, 2_000, 30_000),
    suspendMs: between(random, 5_000, 40_000),
    deleteMs: between(random, 5_000, 45_000),
    diskMs: between(random, 500, 6_000),
    machineImageMs: between(random, 5_000, 60_000),
    operationMinMs: 500,
    operationMaxMs: oneIn(random, 4) ? 25_000 : 6_000,
    listLagMs: oneIn(random, 2) ? between(random, 500, 8_000) : 0,
    requestIdMs: 3_600_000,
    tokenMs: 3_600_000,
    pageSize: 5,
    instancesMax: 64,
    ...given,
  };
}
