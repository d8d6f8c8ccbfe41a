import type { Snapshot } from '../../../provider/resources.ts';
import { notFound } from '../refuse.ts';
import { orbctl } from './orbctl-arguments.ts';
import type { Churn } from './orbctl-churn.ts';
import type { OrbctlCli } from './orbctl-cli.ts';
import { orbctlError, unreadable } from './orbctl-errors.ts';
import type { OrbctlLook } from './orbctl-look.ts';
import type { OrbctlNames } from './orbctl-names.ts';
import { isMachineId, type MachineRecord } from './orbctl-records.ts';

export interface OrbctlSnapshots {
  create(machineId: string): Promise<Snapshot>;
  get(snapshotId: string): Promise<Snapshot | null>;
  remove(snapshotId: string): Promise<void>;
  /** The name to copy from; null where there is no such snapshot. */
  nameOf(snapshotId: string): Promise<string | null>;
}

export interface OrbctlSnapshotsOptions {
  readonly cli: OrbctlCli;
  readonly look: OrbctlLook;
  readonly churn: Churn;
  readonly names: OrbctlNames;
  readonly drawName: () => string;
  readonly destroy: (id: string) => Promise<void>;
}

/** Copying shares the blocks of the disk; a slow disk still takes its time. */
const cloneTimeoutMs = 180_000;

/** OrbStack has no snapshots. A copy of a machine that is never started is one, and it costs no more. */
export function orbctlSnapshots(options: OrbctlSnapshotsOptions): OrbctlSnapshots {
  const { cli, look, churn, names, drawName, destroy } = options;

  const find = async (snapshotId: string): Promise<MachineRecord | null> => {
    if (!isMachineId(snapshotId)) return null;
    const record = await look.record(snapshotId);
    return record !== null && record.id === snapshotId && names.snapshotSource(record.name) !== null ? record : null;
  };

  const copy = async (from: string, name: string): Promise<MachineRecord> => {
    const result = await cli.run(orbctl.clone(from, name), { timeoutMs: cloneTimeoutMs });
    const error = result.exitCode === 0 ? null : orbctlError(result, 'writes');
    if (error !== null && error.ambiguous !== true) throw error;
    const record = error === null ? await look.record(name) : await look.record(name).catch(() => null);
    if (record !== null) return record;
    throw error ?? unreadable(new Error('orbctl does not show the copy that it made'), 'writes');
  };

  return {
    create: async (machineId) => {
      const source = isMachineId(machineId) ? await look.record(machineId) : null;
      if (source === null || source.id !== machineId || !names.isMachine(source.name)) {
        throw notFound(`there is no machine ${JSON.stringify(machineId)}`);
      }
      churn.spend();
      const record = await copy(source.name, names.snapshot(machineId, drawName()));
      return toSnapshot(record, machineId);
    },
    get: async (snapshotId) => {
      const record = await find(snapshotId);
      const source = record && names.snapshotSource(record.name);
      return record && source ? toSnapshot(record, source) : null;
    },
    remove: async (snapshotId) => {
      if (isMachineId(snapshotId)) await destroy(snapshotId);
    },
    nameOf: async (snapshotId) => (await find(snapshotId))?.name ?? null,
  };
}

function toSnapshot({ id, status }: MachineRecord, instanceId: string): Snapshot {
  return status === 'pending'
    ? { id, status: 'pending', progress: 0, instanceId }
    : { id, status: 'ready', progress: 100, instanceId };
}
