import fc, { type Arbitrary } from 'fast-check';
import type { Call } from '../call.ts';
import { rarely, references, sometimes, zone } from './values.ts';

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

export const describeSpotPrices: Arbitrary<Call> = fc
  .record({
    InstanceTypes: fc.constantFrom(['t3.micro'], ['m7i.large', 't3.micro']),
    ProductDescriptions: fc.constant(['Linux/UNIX']),
    AvailabilityZone: rarely(fc.constantFrom('us-east-1a', 'us-east-1b'), 3),
  })
  .map((input) => ({ action: 'DescribeSpotPriceHistory', input }));

export const cancelSpotRequests: Arbitrary<Call> = fc
  .record({ SpotInstanceRequestIds: references('spot-request', 2) })
  .map((input) => ({ action: 'CancelSpotInstanceRequests', input }));
