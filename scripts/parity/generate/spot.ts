import fc, { type Arbitrary } from 'fast-check';
import type { Call } from '../call.ts';
import { filters, rarely, references, sometimes, tagged } from './values.ts';

export const describeSpotPrices: Arbitrary<Call> = fc
  .record({
    InstanceTypes: fc.constantFrom(['t3.micro'], ['m7i.large', 't3.micro']),
    ProductDescriptions: fc.constant(['Linux/UNIX']),
    AvailabilityZone: rarely(fc.constantFrom('us-east-1a', 'us-east-1b'), 3),
  })
  .map((input) => ({ action: 'DescribeSpotPriceHistory', input }));

export const requestSpotInstances: Arbitrary<Call> = fc
  .record({
    InstanceCount: fc.constantFrom(undefined, 1),
    LaunchSpecification: fc.record({
      ImageId: fc.oneof(
        { weight: 12, arbitrary: fc.constant('$image.public') },
        { weight: 1, arbitrary: fc.constant('$image.unknown') },
      ),
      InstanceType: fc.constantFrom('t3.micro', 'm7i.large'),
    }),
    TagSpecifications: tagged('spot-instances-request'),
    DryRun: rarely(fc.constant(true), 30),
  })
  .map((input) => ({ action: 'RequestSpotInstances', input }));

export const describeSpotRequests: Arbitrary<Call> = fc
  .record({
    SpotInstanceRequestIds: sometimes(references('spot-request', 2)),
    Filters: filters({
      state: ['active', 'open', 'cancelled'],
      'spot-instance-request-id': ['$spot-request.0', '$spot-request.1'],
    }),
  })
  .map((input) => ({ action: 'DescribeSpotInstanceRequests', input }));

export const cancelSpotRequests: Arbitrary<Call> = fc
  .record({ SpotInstanceRequestIds: references('spot-request', 2), DryRun: rarely(fc.constant(true), 30) })
  .map((input) => ({ action: 'CancelSpotInstanceRequests', input }));
