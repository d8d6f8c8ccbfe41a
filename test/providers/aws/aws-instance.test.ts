import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Instance, instanceStatuses } from '../../../src/provider/instance.ts';
import { project } from '../../../src/providers/aws/aws-instance.ts';
import { materialize } from '../../../src/providers/aws/materialize.ts';

type Ec2Instance = Parameters<typeof materialize>[0];

const text = fc.string();
const word = (...known: string[]) => fc.oneof(fc.constantFrom(...known), text);

/** Whatever EC2 may answer: every part may be missing, and every word may be new. */
const anyNative = fc.record(
  {
    InstanceId: text,
    ImageId: text,
    InstanceType: word('t3.micro', 'p5.48xlarge', 'x99.colossal'),
    State: fc.record(
      { Name: word('pending', 'running', 'terminated', 'shutting-down', 'migrating'), Code: fc.nat() },
      { requiredKeys: [] },
    ),
    StateReason: fc.record(
      { Code: word('Server.SpotInstanceTermination', 'Client.UserInitiatedShutdown', 'Server.X.Y', 'Server') },
      { requiredKeys: [] },
    ),
    Tags: fc.array(
      fc.record({ Key: word('Name', 'assay:spawn', 'team', '__proto__'), Value: text }, { requiredKeys: [] }),
    ),
    Placement: fc.record({ AvailabilityZone: text }, { requiredKeys: [] }),
    SubnetId: text,
    VpcId: text,
    LaunchTime: fc.date({ noInvalidDate: false }),
    InstanceLifecycle: word('spot', 'scheduled'),
    RootDeviceName: text,
    SecurityGroups: fc.array(fc.record({ GroupId: text, GroupName: text }, { requiredKeys: [] })),
    BlockDeviceMappings: fc.array(
      fc.record(
        {
          DeviceName: text,
          Ebs: fc.record(
            { VolumeId: text, Status: word('attached', 'levitating'), DeleteOnTermination: fc.boolean() },
            { requiredKeys: [] },
          ),
        },
        { requiredKeys: [] },
      ),
    ),
    HibernationOptions: fc.record({ Configured: fc.boolean() }, { requiredKeys: [] }),
    SpotInstanceRequestId: text,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Ec2Instance>;

const genericFields: readonly (keyof Instance)[] = [
  'id',
  'status',
  'name',
  'region',
  'image',
  'spec',
  'tags',
  'network',
  'volumeIds',
  'spot',
  'reason',
  'createdAt',
];

test('every answer materializes, to one of the eight statuses, with nothing undefined in it', () => {
  fc.assert(
    fc.property(anyNative, text, (native, region) => {
      const instance = materialize(native, region);
      expect(instanceStatuses).toContain(instance.status);
      expect(JSON.parse(JSON.stringify(instance))).toStrictEqual(structuredClone(instance));
    }),
  );
});

test('project keeps every generic field as it is, and nothing else', () => {
  fc.assert(
    fc.property(anyNative, text, (native, region) => {
      const instance = materialize(native, region);
      const projected = project(instance);
      const { aws: _aws, ...generic } = instance;
      expect(projected).toStrictEqual(generic);
      expect(genericFields).toEqual(expect.arrayContaining(Object.keys(projected)));
    }),
  );
});

test('our own tags are never shown among those of the caller', () => {
  fc.assert(
    fc.property(anyNative, (native) => {
      const keys = Object.keys(materialize(native, 'r').tags ?? {});
      expect(keys.filter((key) => key === 'Name' || key.startsWith('assay:'))).toEqual([]);
    }),
  );
});

test.each([
  ['Server.SpotInstanceTermination', 'SPOT_INTERRUPTED'],
  ['Server.SpotInstanceShutdown', 'SPOT_INTERRUPTED'],
  ['Server.InsufficientInstanceCapacity', 'CAPACITY_ERROR'],
  ['Client.UserInitiatedShutdown', undefined],
  ['Server.Unheard', undefined],
])('an instance that ended for %s has the reason %s', (Code, reason) => {
  expect(materialize({ StateReason: { Code } }, 'r').reason).toBe(reason);
});

test('an instance tells where it is and every disk it has, its root among them and not among its volumes', () => {
  const instance = materialize(
    {
      InstanceId: 'i-0123456789abcdef0',
      SubnetId: 'subnet-1',
      VpcId: 'vpc-1',
      Placement: { AvailabilityZone: 'eu-central-1b' },
      SecurityGroups: [{ GroupId: 'sg-1' }, {}],
      RootDeviceName: '/dev/sda1',
      BlockDeviceMappings: [
        { DeviceName: '/dev/sda1', Ebs: { VolumeId: 'vol-1', Status: 'attached', DeleteOnTermination: true } },
        { DeviceName: '/dev/sdf', Ebs: { VolumeId: 'vol-2' } },
        { DeviceName: '/dev/sdg' },
      ],
    },
    'eu-central-1',
  );
  expect(instance.volumeIds).toEqual(['vol-2']);
  expect(instance.aws).toMatchObject({
    availabilityZone: 'eu-central-1b',
    subnetId: 'subnet-1',
    vpcId: 'vpc-1',
    securityGroupIds: ['sg-1'],
    rootVolumeId: 'vol-1',
    volumes: [
      { id: 'vol-1', device: '/dev/sda1', state: 'attached', goesWithInstance: true },
      { id: 'vol-2', device: '/dev/sdf', goesWithInstance: false },
    ],
  });
});
