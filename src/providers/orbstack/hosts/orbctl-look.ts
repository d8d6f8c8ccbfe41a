import type { Machine } from '../host.ts';
import { orbctl } from './orbctl-arguments.ts';
import type { OrbctlCli } from './orbctl-cli.ts';
import { unreadable } from './orbctl-errors.ts';
import { type Marker, readMarker, readScript } from './orbctl-marker.ts';
import { type MachineRecord, readInfo, readRecords } from './orbctl-records.ts';

/** Looking at machines: their records, and the markers inside them. */
export interface OrbctlLook {
  record(idOrName: string): Promise<MachineRecord | null>;
  records(): Promise<readonly MachineRecord[]>;
  /** What a machine was marked with; null where it is not, or nobody can tell. Never starts a machine that is stopped. */
  marker(record: MachineRecord): Promise<Marker | null>;
  /** Remembers a marker: it never changes, and a machine that is stopped cannot be asked. */
  remember(id: string, marker: Marker): void;
  /** Null where the machine went while it was looked at. */
  machine(record: MachineRecord): Promise<Machine | null>;
}

/** What is remembered of machines that are gone is of no use, and nobody says when they go. */
const rememberedMax = 10_000;

export function createLook(cli: OrbctlCli): OrbctlLook {
  const remembered = new Map<string, Marker>();
  const remember = (id: string, marker: Marker): void => {
    if (remembered.size >= rememberedMax) remembered.clear();
    remembered.set(id, marker);
  };

  const marker = async (record: MachineRecord): Promise<Marker | null | 'gone'> => {
    const known = remembered.get(record.id);
    if (known !== undefined || record.status !== 'running') return known ?? null;
    const printed = await cli.askOrNull('reads', orbctl.script(record.name, readScript));
    if (printed === null) return 'gone';
    const found = read(() => readMarker(printed));
    if (found !== null) remember(record.id, found);
    return found;
  };

  return {
    remember,
    marker: async (record) => {
      const found = await marker(record);
      return found === 'gone' ? null : found;
    },
    record: async (idOrName) => {
      const printed = await cli.askOrNull('reads', orbctl.info(idOrName));
      return printed === null ? null : read(() => readInfo(printed));
    },
    records: async () => {
      const printed = await cli.ask('reads', orbctl.list());
      return read(() => readRecords(printed));
    },
    machine: async (record) => {
      const found = await marker(record);
      return found === 'gone' ? null : toMachine(record, found);
    },
  };
}

/** A machine that runs and is not marked yet is still being made. */
export function toMachine(record: MachineRecord, marker: Marker | null): Machine {
  const { id, name, spec, status } = record;
  return {
    ...{ id, name, region: 'local', volumeIds: [] },
    status: status === 'running' && marker === null ? 'pending' : status,
    // OrbStack reports the codename of a version, whatever it was asked for.
    image: marker?.image ?? record.image,
    fingerprint: marker?.fingerprint ?? '',
    ...(marker && { tags: marker.tags }),
    ...(spec && { spec }),
  };
}

function read<T>(parse: () => T): T {
  try {
    return parse();
  } catch (thrown) {
    throw unreadable(thrown, 'reads');
  }
}
