import { expect, test } from 'vitest';
import { openEc2 } from './ask.ts';

async function openWithInstance() {
  const ec2 = openEc2({ pendingMs: 0, volumeMs: 0, snapshotMs: 1_000 });
  const instance = await ec2.run();
  const { body } = await ec2.ask('DescribeVolumes');
  return { ...ec2, instance, root: /<volumeId>(.*?)</.exec(body)?.[1] ?? '' };
}

test('a volume gives one snapshot in 15 seconds', async () => {
  const { ask, root, clock } = await openWithInstance();
  const take = () => ask('CreateSnapshot', { VolumeId: root, Description: 'mine' });
  expect((await take()).body).toContain('<status>pending</status>');
  expect((await take()).code).toBe('SnapshotCreationPerVolumeRateExceeded');
  await clock.sleep(15_000);
  expect((await take()).status).toBe(200);
  const { body } = await ask('DescribeSnapshots', { 'Filter.1.Name': 'volume-id', 'Filter.1.Value.1': root });
  expect(body.match(/<snapshotId>/g)).toHaveLength(2);
});

test('all volumes of an instance are taken at once, without its root where it is left out', async () => {
  const { ask, instance, clock } = await openWithInstance();
  const created = await ask('CreateVolume', { AvailabilityZone: 'us-east-1a', Size: '1' });
  const VolumeId = /<volumeId>(.*?)</.exec(created.body)?.[1] ?? '';
  await ask('AttachVolume', { VolumeId, InstanceId: instance, Device: '/dev/sdf' });
  const all = { 'InstanceSpecification.InstanceId': instance };
  expect((await ask('CreateSnapshots', all)).body.match(/<snapshotId>/g)).toHaveLength(2);
  await clock.sleep(15_000);
  const rest = { ...all, 'InstanceSpecification.ExcludeBootVolume': 'true' };
  expect((await ask('CreateSnapshots', rest)).body.match(/<snapshotId>/g)).toHaveLength(1);
});

test('an image takes its snapshot along only where it is told to', async () => {
  const { ask, instance } = await openWithInstance();
  const images = await Promise.all(
    ['one', 'two'].map(async (part) => {
      const { body } = await ask('CreateImage', { InstanceId: instance, Name: `image ${part}` });
      return /<imageId>(.*?)</.exec(body)?.[1] ?? '';
    }),
  );
  const [kept = '', taken = ''] = images;
  await ask('DeregisterImage', { ImageId: kept });
  const { body } = await ask('DeregisterImage', { ImageId: taken, DeleteAssociatedSnapshots: 'true' });
  expect(body).toContain('<returnCode>success</returnCode>');
  expect((await ask('DescribeSnapshots')).body.match(/<snapshotId>/g)).toHaveLength(1);
});
