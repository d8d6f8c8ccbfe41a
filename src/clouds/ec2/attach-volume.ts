import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { type InstanceRecord, rootDevice, stateAt } from './instance.ts';
import { namedInstance } from './named-instances.ts';
import type { Query } from './query.ts';
import type { Store, VolumeRecord } from './store.ts';
import { attachmentBody, findVolume, heldVolumes, holderOf, volumeState } from './volume.ts';

/** AttachVolume: same zone, a free volume that is ready, an instance that runs or has stopped. */
export function attachVolume(store: Store, region: string, query: Query): Answer {
  const record = findVolume(store, region, query.text('VolumeId') ?? '');
  if ('ok' in record) return record;
  const instance = namedInstance(store, region, query.text('InstanceId') ?? '');
  if ('ok' in instance) return instance;
  const device = query.text('Device') ?? '';
  const problem =
    instanceProblem(store, instance) ??
    volumeProblem(store, record, instance) ??
    deviceProblem(store, instance, device) ??
    dryRunProblem(query);
  if (problem) return problem;
  record.attachment = { instanceId: instance.id, device, atMs: store.clock.now() };
  return success({ ...attachmentBody(record.id, record.attachment), status: 'attaching' });
}

function instanceProblem(store: Store, instance: InstanceRecord): Refusal | null {
  const state = stateAt(instance, store.clock.now(), store.options);
  if (state === 'running' || state === 'stopped') return null;
  return refusal('IncorrectState', `Instance '${instance.id}' is not 'running'.`);
}

function volumeProblem(store: Store, record: VolumeRecord, instance: InstanceRecord): Refusal | null {
  if (instance.order.zone !== record.zone) {
    return refusal(
      'InvalidVolume.ZoneMismatch',
      `The volume '${record.id}' is not in the same availability zone as instance '${instance.id}'`,
    );
  }
  const holder = holderOf(store, record);
  if (holder !== null) return refusal('VolumeInUse', `${record.id} is already attached to an instance`);
  if (volumeState(store, record) === 'available') return null;
  return refusal('IncorrectState', `${record.id} is not 'available'.`);
}

function deviceProblem(store: Store, instance: InstanceRecord, device: string): Refusal | null {
  const taken = [rootDevice, ...heldVolumes(store, instance.id).map(({ attachment }) => attachment?.device)];
  if (device.startsWith('/dev/') && !taken.includes(device)) return null;
  return refusal('InvalidParameterValue', `Attachment point ${device} is already in use or not valid`);
}

/** DetachVolume. The instance and the device may be left out: a volume has one holder. */
export function detachVolume(store: Store, region: string, query: Query): Answer {
  const record = findVolume(store, region, query.text('VolumeId') ?? '');
  if ('ok' in record) return record;
  const [instanceId, device] = [query.text('InstanceId'), query.text('Device')];
  const named = instanceId === undefined ? null : namedInstance(store, region, instanceId);
  if (named && 'ok' in named) return named;
  const { attachment } = record;
  if (attachment === null || holderOf(store, record) === null) {
    return refusal('IncorrectState', `Volume '${record.id}' is in the 'available' state.`);
  }
  if (
    (instanceId !== undefined && instanceId !== attachment.instanceId) ||
    (device !== undefined && device !== attachment.device)
  ) {
    return refusal('InvalidAttachment.NotFound', `There is no such attachment of the volume '${record.id}'`);
  }
  // Of a stopped instance the root may be detached too: not here, where it comes and goes with its instance.
  if (attachment.device === rootDevice) {
    return refusal('OperationNotPermitted', `Unable to detach root volume '${record.id}'`);
  }
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  record.attachment = null;
  return success({ ...attachmentBody(record.id, attachment), status: 'detaching' });
}
