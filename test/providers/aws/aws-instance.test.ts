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
    BlockDeviceMappings: fc.array(
      fc.record({ DeviceName: text, Ebs: fc.record({ VolumeId: text }, { requiredKeys: [] }) }, { requiredKeys: [] }),
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
