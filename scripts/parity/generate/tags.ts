import fc, { type Arbitrary } from 'fast-check';
import type { Call } from '../call.ts';
import { dryRun, filters, reference, tagKey, tags } from './values.ts';

const resources = fc.uniqueArray(
  fc.oneof(
    { weight: 4, arbitrary: reference('instance') },
    { weight: 2, arbitrary: reference('volume') },
    { weight: 1, arbitrary: reference('image') },
    { weight: 1, arbitrary: reference('snapshot') },
  ),
  { minLength: 1, maxLength: 2 },
);

export const createTags: Arbitrary<Call> = fc
  .record({ Resources: resources, Tags: tags, DryRun: dryRun })
  .map((input) => ({ action: 'CreateTags', input }));

export const deleteTags: Arbitrary<Call> = fc
  .record({
    Resources: resources,
    Tags: fc.uniqueArray(fc.record({ Key: tagKey, Value: fc.constantFrom(undefined, 'one', '') }), {
      minLength: 1,
      maxLength: 2,
      selector: ({ Key }) => Key,
    }),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'DeleteTags', input }));

export const describeTags: Arbitrary<Call> = fc
  .record({
    Filters: filters({
      key: ['Name', 't*'],
      value: ['one', 't?o'],
      'resource-type': ['instance', 'volume', 'snapshot'],
      'resource-id': ['$instance.0', '$volume.1', '$volume.2'],
    }),
    DryRun: dryRun,
  })
  .map((input) => ({ action: 'DescribeTags', input }));
