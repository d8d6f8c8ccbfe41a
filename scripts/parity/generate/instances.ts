import fc, { type Arbitrary } from 'fast-check';
import type { Call } from '../call.ts';
import { dryRun, filters, rarely, reference, references, sometimes, tagFilters, tagged, zone } from './values.ts';

const image = fc.oneof(
  { weight: 16, arbitrary: fc.constant('$image.public') },
  { weight: 3, arbitrary: reference('image') },
);
const instanceType = fc.oneof(
  { weight: 16, arbitrary: fc.constantFrom('t3.micro', 'm7i.large') },
  { weight: 1, arbitrary: fc.constant('x99.huge') },
);
const subnet = fc.oneof(
  { weight: 6, arbitrary: fc.constant('$subnet.a') },
  { weight: 1, arbitrary: fc.constant('$subnet.b') },
  { weight: 1, arbitrary: fc.constant('$subnet.unknown') },
);
const userData = fc.oneof(
  { weight: 4, arbitrary: fc.constant(Buffer.from('#!/bin/sh\ntrue\n').toString('base64')) },
  { weight: 1, arbitrary: fc.constant('not base64!') },
);

export const runInstances: Arbitrary<Call> = fc
  .record({
    ImageId: image,
    InstanceType: instanceType,
    MinCount: fc.constant(1),
    MaxCount: fc.constant(1),
    ClientToken: fc.oneof(
      // The SDK makes one up where there is none, another one for each of the two.
      { weight: 25, arbitrary: fc.uuid() },
      { weight: 1, arbitrary: fc.constantFrom('again', 'x'.repeat(65)) },
    ),
    TagSpecifications: tagged('instance'),
    SubnetId: rarely(subnet, 4),
    Placement: rarely(
      zone.map((AvailabilityZone) => ({ AvailabilityZone })),
      4,
    ),
    UserData: rarely(userData, 6),
    InstanceMarketOptions: rarely(fc.constant({ MarketType: 'spot' }), 80),
    DisableApiTermination: rarely(fc.constant(true), 15),
    HibernationOptions: rarely(fc.constant({ Configured: true }), 80),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'RunInstances', input }));

const states = ['running', 'stopped', 'terminated', 'pending'];

export const describeInstances: Arbitrary<Call> = fc
  .record({
    InstanceIds: sometimes(references('instance')),
    MaxResults: rarely(fc.constantFrom(5, 6, 1_000, 4, 1_001)),
    NextToken: rarely(fc.constant('nonsense'), 30),
    Filters: filters({
      ...tagFilters,
      'instance-state-name': states,
      'instance-type': ['t3.micro', 'm7i.*'],
      'image-id': ['$image.public', '$image.0'],
      'subnet-id': ['$subnet.a', '$subnet.b'],
      'availability-zone': ['us-east-1a', 'us-east-1b'],
      'instance-lifecycle': ['spot'],
      'client-token': ['again'],
    }),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'DescribeInstances', input }));

export const terminateInstances: Arbitrary<Call> = fc
  .record({ InstanceIds: rarelyEmpty(references('instance')), DryRun: dryRun })
  .map((input) => ({ action: 'TerminateInstances', input }));

export const stopInstances: Arbitrary<Call> = fc
  .record({ InstanceIds: references('instance'), Hibernate: rarely(fc.constant(true), 30), DryRun: dryRun })
  .map((input) => ({ action: 'StopInstances', input }));

export const startInstances: Arbitrary<Call> = fc
  .record({ InstanceIds: references('instance'), DryRun: dryRun })
  .map((input) => ({ action: 'StartInstances', input }));

export const protectInstance: Arbitrary<Call> = fc
  .record({
    InstanceId: reference('instance'),
    DisableApiTermination: fc.boolean().map((Value) => ({ Value })),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'ModifyInstanceAttribute', input }));

export const describeInstanceAttribute: Arbitrary<Call> = fc
  .record({
    InstanceId: reference('instance'),
    Attribute: fc.constantFrom('disableApiTermination', 'instanceType'),
  })
  .map((input) => ({ action: 'DescribeInstanceAttribute', input }));

function rarelyEmpty(ids: Arbitrary<readonly string[]>): Arbitrary<readonly string[]> {
  return fc.oneof({ weight: 10, arbitrary: ids }, { weight: 1, arbitrary: fc.constant([]) });
}
