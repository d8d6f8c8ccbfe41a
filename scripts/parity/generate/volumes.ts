import fc, { type Arbitrary } from 'fast-check';
import type { Call } from '../call.ts';
import { dryRun, filters, rarely, reference, references, sometimes, tagFilters, tagged, zone } from './values.ts';

const size = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom(1, 8, 20) },
  { weight: 1, arbitrary: fc.constantFrom(0, 70_000, undefined) },
);

export const createVolume: Arbitrary<Call> = fc
  .record({
    AvailabilityZone: zone,
    Size: size,
    VolumeType: fc.oneof(
      { weight: 60, arbitrary: fc.constantFrom('gp2', 'gp3', undefined) },
      { weight: 1, arbitrary: fc.constant('io9') },
    ),
    ClientToken: fc.oneof({ weight: 80, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.constant('again') }),
    TagSpecifications: tagged('volume'),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'CreateVolume', input }));

export const describeVolumes: Arbitrary<Call> = fc
  .record({
    VolumeIds: sometimes(references('volume')),
    Filters: filters({
      ...tagFilters,
      status: ['available', 'in-use'],
      'volume-id': ['$volume.0', '$volume.1'],
      'availability-zone': ['us-east-1a', 'us-east-1b'],
      'attachment.instance-id': ['$instance.0', '$instance.1'],
      size: ['1', '8'],
    }),
    MaxResults: rarely(fc.constantFrom(5, 500, 4, 1_001)),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'DescribeVolumes', input }));

export const attachVolume: Arbitrary<Call> = fc
  .record({
    VolumeId: reference('volume'),
    InstanceId: reference('instance'),
    Device: fc.constantFrom('/dev/sdf', '/dev/sdg', '/dev/sdh', '/dev/sdi'),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'AttachVolume', input }));

/** Always with its instance: without one, moto falls over. */
export const detachVolume: Arbitrary<Call> = fc
  .record({
    VolumeId: reference('volume'),
    InstanceId: reference('instance'),
    Device: rarely(fc.constantFrom('/dev/sdf', '/dev/sdg')),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'DetachVolume', input }));

export const deleteVolume: Arbitrary<Call> = fc
  .record({ VolumeId: reference('volume'), DryRun: dryRun })
  .map((input) => ({ action: 'DeleteVolume', input }));
