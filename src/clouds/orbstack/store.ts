import type { Clock, Random } from '../../provider/context.ts';
import { isGone, type MachineRecord } from './machine.ts';
import type { SimulatedHostOptions } from './simulated-host-options.ts';

export interface SnapshotRecord {
  readonly id: string;
  readonly machine: string;
  readonly createdAtMs: number;
  gone: boolean;
}

export interface VolumeRecord {
  readonly id: string;
  readonly sizeGib: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
  gone: boolean;
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
  readonly networks: Map<string, NetworkRecord>;
  readonly cursors: Map<string, OpenList>;
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
    networks: new Map(networks),
    cursors: new Map(),
  };
}

/** The machines that are not gone. */
export function livingMachines(store: Store): readonly MachineRecord[] {
  const atMs = store.clock.now();
  return [...store.machines.values()].filter((record) => !isGone(record, atMs, store.options));
}

/** The machine that a volume is attached to, if any. */
export function holderOfVolume(store: Store, volumeId: string): MachineRecord | undefined {
  return livingMachines(store).find((record) => record.order.volumes.includes(volumeId));
}
