import { expect, test } from 'vitest';
import { openEc2 } from './ask.ts';

const volume = { AvailabilityZone: 'us-east-1a', Size: '8' };

async function openWithVolume() {
  const ec2 = openEc2({ volumeMs: 0, pendingMs: 0, shuttingDownMs: 0 });
  const instance = await ec2.run();
  const { body } = await ec2.ask('CreateVolume', volume);
  return { ...ec2, instance, id: /<volumeId>(.*?)</.exec(body)?.[1] ?? '', body };
}

test('a volume is gp2 unless its type is said, and a type that there is not is refused', async () => {
  const { ask, body } = await openWithVolume();
  expect(body).toContain('<volumeType>gp2</volumeType><iops>100</iops>');
  const gp3 = await ask('CreateVolume', { ...volume, VolumeType: 'gp3' });
  expect(gp3.body).toContain('<volumeType>gp3</volumeType><iops>3000</iops><throughput>125</throughput>');
  expect((await ask('CreateVolume', { ...volume, VolumeType: 'gp9' })).code).toBe('UnknownVolumeType');
});

test('a volume without a size needs a snapshot, whose size it takes and which it is not smaller than', async () => {
  const { ask, instance, clock } = await openWithVolume();
  expect((await ask('CreateVolume', { AvailabilityZone: 'us-east-1a' })).code).toBe('MissingParameter');
  await ask('CreateImage', { InstanceId: instance, Name: 'an image' });
  await clock.sleep(60_000);
  const SnapshotId = /<snapshotId>(.*?)</.exec((await ask('DescribeSnapshots')).body)?.[1] ?? '';
  const from = { AvailabilityZone: 'us-east-1a', SnapshotId };
  expect((await ask('CreateVolume', from)).body).toContain('<size>8</size>');
  expect((await ask('CreateVolume', { ...from, Size: '7' })).code).toBe('InvalidParameterValue');
});

test('DescribeVolumes without ids shows all, the disks of instances too, as long as they are there', async () => {
  const { ask, instance, id } = await openWithVolume();
  const idsNow = async (filter = {}) =>
    [...(await ask('DescribeVolumes', filter)).body.matchAll(/<item><volumeId>(.*?)<\/volumeId><size>/g)].map(
      ([, each]) => each,
    );
  expect(await idsNow()).toHaveLength(2);
  expect(await idsNow({ 'Filter.1.Name': 'status', 'Filter.1.Value.1': 'available' })).toEqual([id]);
  await ask('TerminateInstances', { 'InstanceId.1': instance });
  expect(await idsNow()).toEqual([id]);
});

test('a volume comes off again, once, from where it is', async () => {
  const { ask, run, instance, id } = await openWithVolume();
  expect((await ask('DetachVolume', { VolumeId: id })).code).toBe('IncorrectState');
  await ask('AttachVolume', { VolumeId: id, InstanceId: instance, Device: '/dev/sdf' });
  const elsewhere = { VolumeId: id, InstanceId: await run() };
  expect((await ask('DetachVolume', elsewhere)).code).toBe('InvalidAttachment.NotFound');
  expect((await ask('DetachVolume', { VolumeId: id })).body).toContain('<status>detaching</status>');
  expect((await ask('DeleteVolume', { VolumeId: id })).status).toBe(200);
});

test('the root of an instance is not detached', async () => {
  const { ask } = await openWithVolume();
  const root = /<volumeId>(vol-\w+)<\/volumeId><instanceId>/.exec((await ask('DescribeVolumes')).body)?.[1] ?? '';
  expect((await ask('DetachVolume', { VolumeId: root })).code).toBe('OperationNotPermitted');
});
