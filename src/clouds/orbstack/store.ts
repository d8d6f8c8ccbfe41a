import type { Clock, Random } from '../../provider/context.ts';
import { isGone, type MachineRecord } from './machine.ts';
import { createMisconduct, type HostMisconduct } from './misconduct.ts';
import { regionsOf, type SimulatedHostOptions } from './simulated-host-options.ts';

export interface SnapshotRecord {
  readonly id: string;
  readonly machine: string;
  readonly createdAtMs: number;
  /** The text that was on the machine's own disk then, if any. */
  readonly disk: string | null;
  gone: boolean;
}

export interface VolumeRecord {
  readonly id: string;
  readonly sizeGib: number;
  readonly region: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
  gone: boolean;
}

/** A volume of the pool that is kept ready. */
export interface WarmVolumeRecord {
  readonly id: string;
  readonly sizeGib: number;
  readonly region: string;
  claimed: boolean;
  wasClaimed: boolean;
  /** When it was wiped and can be claimed. */
  readyAtMs: number;
}

/** A bid for a machine, and the machine that it brought. */
export interface SpotTicketRecord {
  readonly id: string;
  readonly machine: string | null;
  cancelled: boolean;
}

export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  gone: boolean;
}

/** A list under way: what its next page will show was fixed when its first page was asked for. */
export interface OpenList {
  readonly records: readonly MachineRecord[];
  readonly atMs: number;
  readonly offset: number;
}

/** Everything that one simulated host knows. Records stay for ever, so that the ledger can tell what was. */
export interface Store {
  readonly clock: Clock;
  readonly random: Random;
  readonly options: SimulatedHostOptions;
  readonly machines: Map<string, MachineRecord>;
  /** The newest machine of each name. */
  readonly names: Map<string, MachineRecord>;
  readonly snapshots: Map<string, SnapshotRecord>;
  readonly volumes: Map<string, VolumeRecord>;
  readonly warmVolumes: Map<string, WarmVolumeRecord>;
  /** The machines on whose own disk there is no room left. */
  readonly fullDisks: Set<string>;
  /** The text on each machine's own disk, where there is one. */
  readonly disks: Map<string, string>;
  readonly networks: Map<string, NetworkRecord>;
  readonly spotTickets: Map<string, SpotTicketRecord>;
  readonly cursors: Map<string, OpenList>;
  readonly misconduct: HostMisconduct;
  /** What must not go wrong twice in a row, and last did. */
  readonly wentWrong: Set<'list' | 'token'>;
  /** How many addresses it has given away. */
  addresses: number;
  readonly openedAtMs: number;
  /** Prices and past bills follow from these. */
  readonly spotSeed: number;
  readonly costSeed: number;
}

export function createStore(clock: Clock, random: Random, options: SimulatedHostOptions): Store {
  const networks = options.networks.map((name): [string, NetworkRecord] => [name, { id: name, name, gone: false }]);
  return {
    clock,
    random,
    options,
    machines: new Map(),
    names: new Map(),
    snapshots: new Map(),
    volumes: new Map(),
    warmVolumes: new Map(warmVolumesOf(random, options).map((record) => [record.id, record])),
    fullDisks: new Set(),
    disks: new Map(),
    networks: new Map(networks),
    spotTickets: new Map(),
    cursors: new Map(),
    misconduct: createMisconduct(),
    wentWrong: new Set(),
    addresses: 0,
    openedAtMs: clock.now(),
    spotSeed: Math.floor(random.next() * seedsMax),
    costSeed: Math.floor(random.next() * seedsMax),
  };
}

const warmSizeGib = 8;
const seedsMax = 2 ** 32;

function warmVolumesOf(random: Random, options: SimulatedHostOptions): readonly WarmVolumeRecord[] {
  const count = options.capabilities.warmVolumes ? options.warmVolumes : 0;
  return Array.from({ length: count }, () => ({
    id: `w-${random.hex(16)}`,
    sizeGib: warmSizeGib,
    region: regionsOf(options)[0] ?? '',
    claimed: false,
    wasClaimed: false,
    readyAtMs: 0,
  }));
}

/** An address that no machine had before. */
export function nextAddress(store: Store): string {
  store.addresses += 1;
  return `10.0.${Math.floor(store.addresses / 254)}.${(store.addresses % 254) + 1}`;
}

/** The machine of that id, which nobody has deleted. Throws where there is none. */
export function livingMachine(store: Store, id: string): MachineRecord {
  const record = store.machines.get(id);
  if (!record || record.deletedAtMs <= store.clock.now()) throw new Error(`there is no machine ${id}`);
  return record;
}

/** The machines that are not gone. */
export function livingMachines(store: Store): readonly MachineRecord[] {
  const atMs = store.clock.now();
  return [...store.machines.values()].filter((record) => !isGone(record, atMs));
}

/** The machine that a volume is attached to, if any. */
export function holderOfVolume(store: Store, volumeId: string): MachineRecord | undefined {
  return livingMachines(store).find((record) => record.order.volumes.includes(volumeId));
}
