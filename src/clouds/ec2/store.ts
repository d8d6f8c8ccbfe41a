import type { Clock, Random } from '../../provider/context.ts';
import { type InstanceRecord, isGone, type LaunchOrder } from './instance.ts';
import type { Query } from './query.ts';
import type { SimulatedEc2Options } from './simulated-ec2-options.ts';
import type { XmlValue } from './xml.ts';

export interface VolumeRecord {
  readonly id: string;
  readonly region: string;
  readonly zone: string;
  readonly sizeGiB: number;
  readonly type: string;
  readonly isEncrypted: boolean;
  /** The snapshot that it was made from, if any. */
  readonly snapshotId: string | null;
  readonly tags: Map<string, string>;
  readonly createdAtMs: number;
  deletedAtMs: number;
  /** Who has it, and under which name; let go when its holder is gone. */
  attachment: { readonly instanceId: string; readonly device: string; readonly atMs: number } | null;
}

/** An image, public or the account's own, with the snapshot behind it. */
export interface ImageRecord {
  readonly id: string;
  readonly region: string;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly createdAtMs: number;
  readonly tags: Map<string, string>;
  /** The account's own images have one. */
  readonly snapshotId: string | null;
  /** What it was made from; likewise. */
  readonly sourceInstanceId: string | null;
  /** The text that was on the disk of the instance then, if any. */
  readonly disk: string | null;
  deregistered: boolean;
}

export interface SnapshotRecord {
  readonly id: string;
  readonly region: string;
  readonly volumeId: string;
  readonly sizeGiB: number;
  readonly description: string;
  readonly tags: Map<string, string>;
  readonly createdAtMs: number;
  /** Taken by CreateImage, not of a volume by itself. */
  readonly isOfImage: boolean;
  gone: boolean;
}

export interface SpotRequestRecord {
  readonly id: string;
  readonly region: string;
  readonly order: LaunchOrder;
  /** The most that it pays per hour, in US dollars, or undefined for the price on demand. */
  readonly bid: string | undefined;
  readonly tags: Map<string, string>;
  readonly createdAtMs: number;
  /** Why it is open, in the words of its status. */
  readonly waitsFor: string;
  /** Null as long as there is nothing for it. */
  readonly instanceId: string | null;
  cancelledAtMs: number;
}

/** A launch template of one version. */
export interface LaunchTemplateRecord {
  readonly id: string;
  readonly region: string;
  readonly name: string;
  /** The parameters below `LaunchTemplateData`. */
  readonly data: Query;
  readonly tags: Map<string, string>;
  readonly createdAtMs: number;
  deletedAtMs: number;
}

/** A fleet of type `instant`: what it came to was settled when it was asked for. */
export interface FleetRecord {
  readonly id: string;
  readonly region: string;
  readonly createdAtMs: number;
  readonly target: FleetTarget;
  readonly errors: readonly XmlValue[];
  readonly instances: readonly XmlValue[];
}

/** How many machines a fleet is for, by how they are bought. */
export interface FleetTarget {
  readonly spot: number;
  readonly onDemand: number;
}

/** What a client token stands for: the request, and what came of it. */
export interface TokenRecord {
  readonly fingerprint: string;
  /** Null after a launch that failed. */
  readonly instanceId: string | null;
}

/** A list under way: what its next page will show was fixed when its first page was asked for. */
export interface OpenList {
  readonly bodies: readonly XmlValue[];
  readonly offset: number;
}

/** Everything that one simulated account knows, in all regions. Records stay for ever, so that the ledger can tell what was. */
export interface Store {
  readonly clock: Clock;
  readonly random: Random;
  readonly options: SimulatedEc2Options;
  readonly accountId: string;
  readonly openedAtMs: number;
  readonly instances: Map<string, InstanceRecord>;
  /** Zones that have no machine to give, for now. */
  readonly drained: Set<string>;
  readonly volumes: Map<string, VolumeRecord>;
  readonly images: Map<string, ImageRecord>;
  readonly snapshots: Map<string, SnapshotRecord>;
  readonly spotRequests: Map<string, SpotRequestRecord>;
  readonly launchTemplates: Map<string, LaunchTemplateRecord>;
  readonly fleets: Map<string, FleetRecord>;
  readonly tokens: Map<string, TokenRecord>;
  readonly lists: Map<string, OpenList>;
  /** The text on each instance's own disk, where there is one. */
  readonly disks: Map<string, string>;
  /** Prices and past bills follow from it. */
  readonly seed: number;
}

const seedsMax = 2 ** 32;

export function createStore(clock: Clock, random: Random, options: SimulatedEc2Options): Store {
  return {
    clock,
    random,
    options,
    accountId: String(Math.floor(random.next() * 1e12)).padStart(12, '1'),
    openedAtMs: clock.now(),
    instances: new Map(),
    drained: new Set(options.drainedZones),
    volumes: new Map(),
    images: new Map(),
    snapshots: new Map(),
    spotRequests: new Map(),
    launchTemplates: new Map(),
    fleets: new Map(),
    tokens: new Map(),
    lists: new Map(),
    disks: new Map(),
    seed: Math.floor(random.next() * seedsMax),
  };
}

/** An id as EC2 makes them: a prefix and 17 hexadecimal characters. */
export function newId({ random }: Store, prefix: string): string {
  return `${prefix}-${random.hex(17)}`;
}

/** The instances of which something is left but a tombstone. */
export function livingInstances(store: Store): readonly InstanceRecord[] {
  const atMs = store.clock.now();
  return [...store.instances.values()].filter((record) => !isGone(record, atMs, store.options));
}
