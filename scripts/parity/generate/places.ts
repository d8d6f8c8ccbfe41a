import fc, { type Arbitrary } from 'fast-check';
import { instanceTypes } from '../../../src/clouds/ec2/instance-types.ts';
import type { Call } from '../call.ts';
import { references, sometimes, zone } from './values.ts';

export const describeRegions: Arbitrary<Call> = fc
  .record({
    RegionNames: fc.oneof(
      { weight: 6, arbitrary: fc.constant(['us-east-1']) },
      { weight: 1, arbitrary: fc.constant(['us-nowhere-1']) },
    ),
  })
  .map((input) => ({ action: 'DescribeRegions', input }));

export const describeZones: Arbitrary<Call> = fc
  .record({ ZoneNames: sometimes(fc.uniqueArray(zone, { minLength: 1, maxLength: 2 })) })
  .map((input) => ({ action: 'DescribeAvailabilityZones', input }));

const subnet = fc.constantFrom('$subnet.a', '$subnet.b', '$subnet.f');

export const describeSubnets: Arbitrary<Call> = fc
  .record({ SubnetIds: sometimes(fc.oneof(fc.uniqueArray(subnet, { minLength: 1 }), references('subnet', 1))) })
  .map((input) => ({ action: 'DescribeSubnets', input }));

export const describeInstanceTypes: Arbitrary<Call> = fc
  .record({
    InstanceTypes: fc.uniqueArray(
      fc.oneof(
        { weight: 20, arbitrary: fc.constantFrom(...Object.keys(instanceTypes)) },
        { weight: 1, arbitrary: fc.constant('x99.huge') },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map((input) => ({ action: 'DescribeInstanceTypes', input }));
