import type { Bootstrap } from './bootstrap.ts';
import type { InstanceStatus, MachineSpec } from './instance.ts';

/** What `spawn` is asked for. Optional parts are honoured or refused with INVALID_SPEC, never ignored. */
export interface SpawnRequest {
  readonly spec: MachineSpec;
  readonly name?: string;
  readonly image?: string;
  readonly region?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly bootstrap?: Bootstrap;
  /** One key, one instance, where `idempotentSpawn` is declared. */
  readonly idempotencyKey?: string;
  /** Where `customNetworking` is declared. */
  readonly network?: string;
  /** Volumes to attach, where `persistentVolumes` is declared. */
  readonly volumeIds?: readonly string[];
  /** Snapshot to start from, where `snapshots` is declared. */
  readonly snapshotId?: string;
}

/** Narrows a list. Parts combine by AND; `statuses` and `ids` by OR within; an absent part does not narrow. */
export interface ListFilter {
  readonly ids?: readonly string[];
  readonly statuses?: readonly InstanceStatus[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly region?: string;
}

/** Asks for a price-bounded machine. Prices are US dollars per hour. */
export interface SpotRequest extends SpawnRequest {
  readonly maxPriceUsdPerHour: number;
}

export interface SpotPriceFilter {
  readonly region?: string;
}

export interface CreateVolumeRequest {
  readonly sizeGiB: number;
  readonly region?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface ClaimWarmVolumeRequest {
  readonly region?: string;
}

/** A half-open period: `from` is included, `to` is not. ISO 8601, UTC. */
export interface CostPeriod {
  readonly from: string;
  readonly to: string;
}
