import { networkBody } from './instance-network.ts';
import { instanceTypeOf } from './instance-types.ts';
import type { SimulatedEc2Options } from './simulated-ec2-options.ts';
import type { XmlValue } from './xml.ts';

/** A checked launch. */
export interface LaunchOrder {
  readonly imageId: string;
  readonly instanceType: string;
  readonly region: string;
  readonly zone: string;
  readonly subnetId: string;
  readonly tags: ReadonlyMap<string, string>;
  /** For the disks that come with it. */
  readonly volumeTags: ReadonlyMap<string, string>;
  /** For the request behind a spot machine. */
  readonly spotTags: ReadonlyMap<string, string>;
  readonly clientToken: string | undefined;
  readonly isHibernatable: boolean;
  readonly rootGiB: number;
  readonly rootType: string;
  readonly isRootEncrypted: boolean;
  readonly isSpot: boolean;
  readonly isProtected: boolean;
}

/** The moment from which an instance is stopped or started again. */
export interface PowerChange {
  readonly atMs: number;
  readonly to: 'stopped' | 'started';
  readonly hibernates: boolean;
}

export interface StateReason {
  readonly code: string;
  readonly message: string;
  /** The same in the words of StateTransitionReason. */
  readonly transition: string;
}

/** What an instance says when its user ended it or sent it to sleep. */
export function userInitiated(what: 'shutdown' | 'hibernate', atMs: number): StateReason {
  const code = what === 'shutdown' ? 'Client.UserInitiatedShutdown' : 'Client.UserInitiatedHibernate';
  const time = new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
  return { code, message: `${code}: User initiated ${what}`, transition: `User initiated (${time} GMT)` };
}

/** One instance ever made. Its state is a function of the time, so that a late view is the state of an earlier time. */
export interface InstanceRecord {
  readonly id: string;
  readonly reservationId: string;
  readonly order: LaunchOrder;
  readonly tags: Map<string, string>;
  readonly privateIp: string;
  readonly rootVolumeId: string;
  readonly rootTags: Map<string, string>;
  readonly spotRequestId: string | null;
  readonly launchedAtMs: number;
  readonly powerChanges: PowerChange[];
  /** Whether TerminateInstances is refused. */
  isProtected: boolean;
  /** Infinity until it is terminated. */
  endedAtMs: number;
  endReason: StateReason | null;
}

export type StateName = keyof typeof stateCodes;

export const stateCodes = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
} as const;

/** The state at a time, or null when the instance is not visible then. */
export function stateAt(record: InstanceRecord, atMs: number, options: SimulatedEc2Options): StateName | null {
  if (atMs < record.launchedAtMs) return null;
  if (atMs >= record.endedAtMs) return stateAfterEnd(atMs - record.endedAtMs, options);
  const change = record.powerChanges.findLast((candidate) => candidate.atMs <= atMs);
  if (change?.to === 'stopped') return atMs - change.atMs < options.stoppingMs ? 'stopping' : 'stopped';
  const sinceMs = atMs - (change?.atMs ?? record.launchedAtMs);
  return sinceMs < options.pendingMs ? 'pending' : 'running';
}

function stateAfterEnd(sinceMs: number, options: SimulatedEc2Options): StateName | null {
  if (sinceMs < options.shuttingDownMs) return 'shutting-down';
  return sinceMs < options.shuttingDownMs + options.tombstoneMs ? 'terminated' : null;
}

/** Whether nothing of it is left but, perhaps, a tombstone. */
export function isGone(record: InstanceRecord, atMs: number, options: SimulatedEc2Options): boolean {
  return atMs >= record.endedAtMs + options.shuttingDownMs;
}

export function stateBody(name: StateName): XmlValue {
  return { code: stateCodes[name], name };
}

/** A volume as an instance shows it. */
export interface ShownDevice {
  readonly device: string;
  readonly volumeId: string;
  readonly attachedAtMs: number;
  readonly deleteOnTermination: boolean;
}

/** An instance the way EC2 writes it. A terminated one has lost its network and its disks. */
export function instanceBody(
  record: InstanceRecord,
  state: StateName,
  reason: StateReason | null,
  devices: readonly ShownDevice[],
  accountId: string,
): XmlValue {
  const { id, order, tags, launchedAtMs, spotRequestId } = record;
  const isThere = state !== 'terminated';
  const launched = new Date(launchedAtMs).toISOString();
  return {
    instanceId: id,
    imageId: order.imageId,
    instanceState: stateBody(state),
    reason: reason?.transition ?? '',
    amiLaunchIndex: 0,
    instanceType: order.instanceType,
    launchTime: launched,
    placement: { availabilityZone: order.zone, groupName: '', tenancy: 'default' },
    monitoring: { state: 'disabled' },
    ...(isThere && networkBody(record, state, accountId)),
    ...(reason !== null && { stateReason: { code: reason.code, message: reason.message } }),
    architecture: 'x86_64',
    rootDeviceType: 'ebs',
    rootDeviceName: rootDevice,
    blockDeviceMapping: (isThere ? devices : []).map(({ device, volumeId, attachedAtMs, deleteOnTermination }) => ({
      deviceName: device,
      ebs: { volumeId, status: 'attached', attachTime: new Date(attachedAtMs).toISOString(), deleteOnTermination },
    })),
    virtualizationType: 'hvm',
    clientToken: order.clientToken ?? '',
    tagSet: [...tags].map(([key, value]) => ({ key, value })),
    hypervisor: 'xen',
    ebsOptimized: false,
    enaSupport: true,
    sriovNetSupport: 'simple',
    metadataOptions: metadataOptions(state),
    cpuOptions: { coreCount: (instanceTypeOf(order.instanceType)?.vcpus ?? 2) / 2, threadsPerCore: 2 },
    hibernationOptions: { configured: order.isHibernatable },
    ...(spotRequestId !== null && { instanceLifecycle: 'spot', spotInstanceRequestId: spotRequestId }),
  };
}

export const rootDevice = '/dev/sda1';

/** As they are where nobody asked for other ones. */
function metadataOptions(state: StateName): XmlValue {
  return {
    state: state === 'pending' ? 'pending' : 'applied',
    httpTokens: 'optional',
    httpPutResponseHopLimit: 1,
    httpEndpoint: 'enabled',
    httpProtocolIpv6: 'disabled',
    instanceMetadataTags: 'disabled',
  };
}
