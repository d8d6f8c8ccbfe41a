import type { Clock, Random } from '../../provider/context.ts';
import type { GcpOptions } from './gcp-options.ts';
import type { InstanceRecord } from './instance.ts';
import type { OperationRecord } from './operation.ts';

export interface DiskRecord {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly sizeGb: number;
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
  deletedAtMs: number;
}

export interface MachineImageRecord {
  /** Whether it is of a whole machine, or of one disk. */
  readonly collection: 'machineImages' | 'images';
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly sourceLink: string;
  /** What was on the disk of its instance at that moment. */
  readonly diskText: string | undefined;
  readonly diskSizeGb: number;
  readonly createdAtMs: number;
  deletedAtMs: number;
}

/** A list under way: what its next page shows was fixed when its first was asked for. */
export interface OpenList {
  readonly items: readonly ListItem[];
  readonly offset: number;
}

export interface ListItem {
  readonly zone: string;
  readonly body: object;
}

/** Everything that one simulated project knows. Records stay for ever, so that the ledger can tell what was. */
export interface Store {
  readonly clock: Clock;
  readonly random: Random;
  readonly options: GcpOptions;
  readonly project: string;
  /** Every zone of every region. */
  readonly zones: readonly string[];
  /** Where links point to. */
  readonly linkPrefix: string;
  readonly instances: Map<string, InstanceRecord>;
  readonly disks: Map<string, DiskRecord>;
  readonly machineImages: Map<string, MachineImageRecord>;
  readonly operations: Map<string, OperationRecord>;
  readonly pages: Map<string, OpenList>;
  /** By the id of the instance: what is on its own disk. */
  readonly diskTexts: Map<string, string>;
  /** Zones in which nothing is to be had just now. */
  readonly drained: Set<string>;
}

export interface StoreNeeds {
  readonly clock: Clock;
  readonly random: Random;
  readonly project: string;
}

export function createStore({ clock, random, project }: StoreNeeds, options: GcpOptions): Store {
  return {
    clock,
    random,
    options,
    project,
    zones: Object.values(options.regions).flat(),
    linkPrefix: `https://www.googleapis.com/compute/v1/projects/${project}`,
    instances: new Map(),
    disks: new Map(),
    machineImages: new Map(),
    operations: new Map(),
    pages: new Map(),
    diskTexts: new Map(),
    drained: new Set(options.drainedZones),
  };
}

/** An id as the service gives them out: 64 bits, written as a text. */
export function drawId(random: Random): string {
  return String(BigInt(`0x1${random.hex(15)}`));
}

/** The name at the end of a link, which may be a whole URL or a part of one. */
export function lastPart(link: unknown): string {
  const text = String(link ?? '');
  return text.slice(text.lastIndexOf('/') + 1);
}
