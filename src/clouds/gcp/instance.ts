import type { GcpOptions } from './gcp-options.ts';
import { timestamp } from './operation.ts';
import type { Store } from './store.ts';

export type GcpStatus = 'PROVISIONING' | 'STAGING' | 'RUNNING' | 'STOPPING' | 'TERMINATED' | 'SUSPENDING' | 'SUSPENDED';

export interface AttachedDisk {
  /** Null for the boot disk, which comes and goes with its instance. */
  readonly diskId: string | null;
  readonly link: string;
  readonly sizeGb: number;
}

/** What an insert asked for, checked. */
export interface InstanceOrder {
  readonly name: string;
  readonly zone: string;
  readonly machineType: string;
  readonly accelerators: readonly { readonly type: string; readonly count: number }[];
  readonly labels: Readonly<Record<string, string>>;
  readonly metadata: readonly { readonly key: string; readonly value: string }[];
  readonly network: string;
  readonly isSpot: boolean;
  readonly disks: readonly AttachedDisk[];
}

export interface PowerChange {
  readonly atMs: number;
  readonly to: 'stopped' | 'suspended' | 'started';
}

/** One instance ever made. Its status is a function of the time, so nothing needs a timer. */
export interface InstanceRecord {
  readonly id: string;
  readonly order: InstanceOrder;
  readonly createdAtMs: number;
  readonly changes: PowerChange[];
  /** Infinity until somebody deletes it. */
  deletedAtMs: number;
}

/** The status at a time, or null where nothing is left of it. */
export function statusAt(record: InstanceRecord, atMs: number, options: GcpOptions): GcpStatus | null {
  const { createdAtMs, deletedAtMs, changes } = record;
  if (atMs < createdAtMs || atMs >= deletedAtMs + options.deleteMs) return null;
  if (atMs >= deletedAtMs) return 'STOPPING';
  const change = changes.findLast((each) => each.atMs <= atMs);
  const sinceMs = atMs - (change?.atMs ?? createdAtMs);
  if (change?.to === 'stopped') return sinceMs < options.stopMs ? 'STOPPING' : 'TERMINATED';
  if (change?.to === 'suspended') return sinceMs < options.suspendMs ? 'SUSPENDING' : 'SUSPENDED';
  if (sinceMs < options.provisioningMs) return 'PROVISIONING';
  return sinceMs < options.provisioningMs + options.stagingMs ? 'STAGING' : 'RUNNING';
}

export function isGone({ deletedAtMs }: InstanceRecord, atMs: number, { deleteMs }: GcpOptions): boolean {
  return atMs >= deletedAtMs + deleteMs;
}

/** The instances that are not gone. */
export function livingInstances({ instances, clock, options }: Store): readonly InstanceRecord[] {
  return [...instances.values()].filter((record) => !isGone(record, clock.now(), options));
}

export function instanceLink({ linkPrefix }: Store, zone: string, name: string): string {
  return `${linkPrefix}/zones/${zone}/instances/${name}`;
}

/** An instance the way the service writes it. */
export function instanceBody(store: Store, record: InstanceRecord, status: GcpStatus): object {
  const { id, order, createdAtMs } = record;
  const { linkPrefix } = store;
  const zoneLink = `${linkPrefix}/zones/${order.zone}`;
  return {
    kind: 'compute#instance',
    id,
    creationTimestamp: timestamp(createdAtMs),
    name: order.name,
    machineType: `${zoneLink}/machineTypes/${order.machineType}`,
    status,
    zone: zoneLink,
    networkInterfaces: [networkInterface(store, record)],
    disks: order.disks.map((disk, index) => ({
      kind: 'compute#attachedDisk',
      type: 'PERSISTENT',
      mode: 'READ_WRITE',
      source: disk.link,
      index,
      boot: disk.diskId === null,
      autoDelete: disk.diskId === null,
      diskSizeGb: String(disk.sizeGb),
    })),
    metadata: { kind: 'compute#metadata', fingerprint: 'AAAA', items: order.metadata },
    ...(order.accelerators.length > 0 && {
      guestAccelerators: order.accelerators.map(({ type, count }) => ({
        acceleratorType: `${zoneLink}/acceleratorTypes/${type}`,
        acceleratorCount: count,
      })),
    }),
    scheduling: {
      onHostMaintenance: order.isSpot || order.accelerators.length > 0 ? 'TERMINATE' : 'MIGRATE',
      automaticRestart: !order.isSpot,
      preemptible: order.isSpot,
      provisioningModel: order.isSpot ? 'SPOT' : 'STANDARD',
      ...(order.isSpot && { instanceTerminationAction: 'STOP' }),
    },
    labels: order.labels,
    labelFingerprint: 'AAAA',
    fingerprint: 'AAAA',
    deletionProtection: false,
    selfLink: instanceLink(store, order.zone, order.name),
  };
}

function networkInterface({ linkPrefix }: Store, { id, order }: InstanceRecord): object {
  const number = Number(BigInt(id) % 65_536n);
  return {
    kind: 'compute#networkInterface',
    name: 'nic0',
    network: `${linkPrefix}/global/networks/${order.network}`,
    networkIP: `10.128.${number >> 8}.${number & 255}`,
    stackType: 'IPV4_ONLY',
  };
}
