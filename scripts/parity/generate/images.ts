import fc, { type Arbitrary } from 'fast-check';
import type { Call } from '../call.ts';
import { dryRun, filters, rarely, reference, references, sometimes, tagFilters, tagged } from './values.ts';

const name = fc.oneof(
  { weight: 12, arbitrary: fc.nat(99).map((nth) => `image ${nth}`) },
  { weight: 1, arbitrary: fc.constantFrom('no', 'not;allowed') },
);

export const createImage: Arbitrary<Call> = fc
  .record({ InstanceId: reference('instance'), Name: name, TagSpecifications: tagged('image'), DryRun: dryRun })
  .map((input) => ({ action: 'CreateImage', input }));

/** Only the account's own: what is published differs by service. */
export const describeImages: Arbitrary<Call> = fc
  .record({
    Owners: fc.constant(['self']),
    ImageIds: sometimes(references('image')),
    Filters: filters({
      ...tagFilters,
      name: ['image 1*', '*1', 'image*'],
      state: ['available', 'pending'],
      'image-id': ['$image.0', '$image.1'],
      architecture: ['x86_64', 'arm64', 'i386'],
    }),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'DescribeImages', input }));

export const deregisterImage: Arbitrary<Call> = fc
  .record({
    ImageId: reference('image'),
    DeleteAssociatedSnapshots: rarely(fc.constant(true), 3),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'DeregisterImage', input }));

/** Only the account's own, for the same reason. */
export const describeSnapshots: Arbitrary<Call> = fc
  .record({
    OwnerIds: fc.constant(['self']),
    SnapshotIds: sometimes(references('snapshot')),
    Filters: filters({
      ...tagFilters,
      status: ['completed', 'pending'],
      'snapshot-id': ['$snapshot.0', '$snapshot.1'],
      'volume-id': ['$volume.0', '$volume.1'],
    }),
    MaxResults: rarely(fc.constantFrom(5, 1_000, 4)),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'DescribeSnapshots', input }));

export const createSnapshot: Arbitrary<Call> = fc
  .record({
    VolumeId: reference('volume'),
    Description: sometimes(fc.constant('by hand')),
    TagSpecifications: tagged('snapshot'),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'CreateSnapshot', input }));

export const createSnapshots: Arbitrary<Call> = fc
  .record({
    InstanceSpecification: reference('instance').map((InstanceId) => ({ InstanceId })),
    Description: sometimes(fc.constant('of all')),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'CreateSnapshots', input }));

export const deleteSnapshot: Arbitrary<Call> = fc
  .record({ SnapshotId: reference('snapshot'), DryRun: dryRun })
  .map((input) => ({ action: 'DeleteSnapshot', input }));
