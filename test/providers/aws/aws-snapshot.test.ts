import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectSnapshot } from '../../../src/providers/aws/aws-snapshot.ts';
import { materializeSnapshot } from '../../../src/providers/aws/materialize-snapshot.ts';
import { openAws, request } from './open-aws.ts';

type Image = Parameters<typeof materializeSnapshot>[0];
type Ec2Snapshot = Parameters<typeof materializeSnapshot>[1][number];

const text = fc.string();
const word = (...known: string[]) => fc.oneof(fc.constantFrom(...known), text);
const optional = { requiredKeys: [] };
const id = word('snap-1', 'snap-2');

/** Whatever DescribeImages may answer: every part may be missing, every word may be new, and a date may be none. */
const anyImage = fc.record(
  {
    ImageId: text,
    Name: text,
    State: word('available', 'pending', 'failed', 'invalid', 'error', 'transient', 'evaporated'),
    StateReason: fc.record({ Code: text, Message: text }, optional),
    CreationDate: word('2030-01-01T00:00:00.000Z', 'yesterday', '9999999-99-99'),
    RootDeviceName: text,
    Tags: fc.array(fc.record({ Key: word('assay:instance', '__proto__'), Value: text }, optional)),
    BlockDeviceMappings: fc.array(
      fc.record(
        {
          DeviceName: text,
          Ebs: fc.record({ SnapshotId: id, VolumeSize: fc.nat(), Encrypted: fc.boolean() }, optional),
        },
        optional,
      ),
    ),
  },
  optional,
) as fc.Arbitrary<Image>;

const anyDisk = fc.record(
  {
    SnapshotId: id,
    State: word('pending', 'completed', 'error', 'recoverable', 'dreaming'),
    Progress: word('0%', '37%', '100%', '-5%', '1000%', ''),
    VolumeSize: fc.nat(),
    Encrypted: fc.boolean(),
  },
  optional,
) as fc.Arbitrary<Ec2Snapshot>;

test('every answer materializes, to one of the three statuses and a progress that fits it, with nothing undefined', () => {
  fc.assert(
    fc.property(anyImage, fc.array(anyDisk), text, (image, disks, region) => {
      const snapshot = materializeSnapshot(image, disks, region);
      expect(['pending', 'ready', 'failed']).toContain(snapshot.status);
      expect(snapshot.progress).toBeGreaterThanOrEqual(0);
      expect(snapshot.progress === 100).toBe(snapshot.status === 'ready');
      expect(JSON.parse(JSON.stringify(snapshot))).toStrictEqual(structuredClone(snapshot));
    }),
  );
});

test('projectSnapshot keeps every generic field as it is, and nothing else', () => {
  fc.assert(
    fc.property(anyImage, fc.array(anyDisk), text, (image, disks, region) => {
      const snapshot = materializeSnapshot(image, disks, region);
      const { aws: _aws, ...generic } = snapshot;
      const projected = projectSnapshot(snapshot);
      expect(projected).toStrictEqual(generic);
      expect(['id', 'status', 'progress', 'instanceId']).toEqual(expect.arrayContaining(Object.keys(projected)));
    }),
  );
});

test('an image has come as far as the slowest of its disks, which tell of themselves', () => {
  const mapping = (SnapshotId: string, DeviceName: string) => ({ DeviceName, Ebs: { SnapshotId, VolumeSize: 8 } });
  const snapshot = materializeSnapshot(
    {
      ImageId: 'ami-1',
      State: 'pending',
      BlockDeviceMappings: [mapping('snap-1', '/dev/sda1'), mapping('snap-2', '/dev/sdf')],
    },
    [
      { SnapshotId: 'snap-1', State: 'completed', Progress: '100%', VolumeSize: 8, Encrypted: true },
      { SnapshotId: 'snap-2', State: 'pending', Progress: '40%', VolumeSize: 100, Encrypted: false },
    ],
    'eu-central-1',
  );
  expect([snapshot.status, snapshot.progress]).toEqual(['pending', 40]);
  expect(snapshot.aws).toMatchObject({ sizeGiB: 108, encrypted: false, state: 'pending' });
  expect(snapshot.aws.disks[1]).toEqual({
    id: 'snap-2',
    device: '/dev/sdf',
    sizeGiB: 100,
    encrypted: false,
    state: 'pending',
    progress: 40,
  });
});

test('code that is written for AWS sees the zone and the disks; what projects from it is what a control plane gets', async () => {
  const { world, provider, enhanced } = await openAws();
  const { id: instanceId } = await provider.spawn({ ...request, tags: { team: 'blue' } });
  const whole = await enhanced.get(instanceId);
  expect(whole?.aws.availabilityZone).toMatch(/^us-east-1[abc]$/);
  expect(whole && enhanced.project(whole)).toEqual(await provider.get(instanceId));
  await world.clock.sleep(30_000);
  const { id: snapshotId } = await provider.createSnapshot(instanceId);
  const picture = await enhanced.snapshots.get(snapshotId);
  expect(picture?.aws.disks).toMatchObject([{ device: '/dev/sda1', state: 'pending' }]);
  expect(picture && enhanced.snapshots.project(picture)).toEqual(await provider.getSnapshotStatus(snapshotId));
  expect(await enhanced.get('i-00000000000000000')).toBeNull();
  expect(await enhanced.get('nonsense')).toBeNull();
});
