import type { Bootstrap } from '../../provider/bootstrap.ts';
import type { Capabilities } from '../../provider/capability.ts';
import type { Instance, MachineSpec } from '../../provider/instance.ts';
import type { CostPeriod, CreateVolumeRequest } from '../../provider/requests.ts';
import type { CostReport, Snapshot, SpotPrice, SpotTicket, Volume } from '../../provider/resources.ts';

/** A validated, complete request: the provider has filled in every default. */
export interface MachineRequest {
  /** Unique on the host: the natural idempotency key. Derived from the caller's key, or drawn. */
  readonly name: string;
  /** SHA-256 of the caller's request without its key: tells a repeated request from another one under the same key. */
  readonly fingerprint: string;
  readonly spec: MachineSpec;
  readonly image: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly volumeIds: readonly string[];
  readonly network?: string;
  readonly snapshotId?: string;
  readonly bootstrap?: Bootstrap;
}

/** A machine as the host reports it. `name` and `fingerprint` are always there, unlike in the generic view. */
export interface Machine extends Instance {
  readonly name: string;
  readonly fingerprint: string;
}

/** Create gave no new machine because the name is taken; `existing` is who has it, or null when nobody can be seen yet. */
export type CreateOutcome =
  | { readonly outcome: 'created'; readonly machine: Machine }
  | { readonly outcome: 'name-taken'; readonly existing: Machine | null };

/**
 * Where OrbStack machines live. Every method throws only ProviderErrors, mapped from native failures; a failure that
 * may have taken effect is `ambiguous`. No method retries.
 */
export interface Host {
  /** What machines here can do. */
  readonly capabilities: Capabilities;
  readonly imageDefault: string;
  readonly regionDefault: string;
  /** The regions that a caller may name; absent where only the service can tell. */
  readonly regions?: readonly string[];
  readonly largest: MachineSpec;
  /**
   * Whether nobody else draws the names that we draw: a name of ours that is taken was then taken by our own request,
   * delivered twice. Processes that share an engine may start from one seed.
   */
  readonly drawsAreOurs?: true;
  /** How long a write may take to show in every read. Absent where reads are never late. */
  readonly settlesWithinMs?: number;
  create(request: MachineRequest): Promise<CreateOutcome>;
  /** By id; null when the host does not know it, or no longer. */
  get(id: string): Promise<Machine | null>;
  /** By unique name; used to look for a machine after an unclear create. */
  find(name: string): Promise<Machine | null>;
  /** Everything this host holds for us, all pages, or an error. */
  list(): Promise<readonly Machine[]>;
  /** Silent for what is gone. */
  destroy(id: string): Promise<void>;
  /** Throws when the host cannot be used. */
  ping(): Promise<void>;
  createSnapshot(machineId: string): Promise<Snapshot>;
  getSnapshot(snapshotId: string): Promise<Snapshot | null>;
  deleteSnapshot(snapshotId: string): Promise<void>;
  createVolume(request: CreateVolumeRequest): Promise<Volume>;
  getVolume(volumeId: string): Promise<Volume | null>;
  deleteVolume(volumeId: string): Promise<void>;
  /** Only where the host keeps volumes ready. */
  readonly warmVolumes?: WarmVolumes;
  /** Only where machines of the host can sleep. */
  readonly hibernation?: Hibernation;
  /** Only where the host sells machines that it may take back. */
  readonly spotMarket?: SpotMarket;
  /** Only where the host is more than one place. */
  listRegions?(): Promise<readonly string[]>;
  /** Only where somebody pays. */
  getCosts?(period: CostPeriod): Promise<CostReport>;
}

/** A pool of volumes that are kept ready. */
export interface WarmVolumes {
  claim(region: string): Promise<Volume>;
  /** Silent for what nobody holds. */
  release(volumeId: string): Promise<void>;
}

/** A market of machines that the host may take back. */
export interface SpotMarket {
  request(request: MachineRequest, maxPriceUsdPerHour: number): Promise<SpotTicket>;
  /** Silent for what is closed or never was. */
  cancel(ticketId: string): Promise<void>;
  prices(region: string | undefined): Promise<readonly SpotPrice[]>;
}

/** Machines that sleep and wake up as they were. Both throw NOT_FOUND for what is not there. */
export interface Hibernation {
  hibernate(machineId: string): Promise<void>;
  resume(machineId: string): Promise<Machine>;
}
