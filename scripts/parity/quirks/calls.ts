import type { Difference } from '../compare.ts';
import { anyOf, onlyIn, onlyModelRefuses, outcomes, values } from '../matchers.ts';
import { api, moto, type Quirk } from './quirk.ts';

const fault = /^Invalid(AMIID|ID|Instance|Parameter|Snapshot|SubnetID|UserData|Volume)/;

/** Every call: ids, dry runs, filters, pages, tags and places. */
export const callQuirks: readonly Quirk[] = [
  {
    name: 'what cannot be an id is looked for',
    why: 'moto does not look at the form of an id: what EC2 calls malformed is not found.',
    url: api('errors-overview'),
    parts: false,
    matches: outcomes(/\.Malformed$/, /\.NotFound$/),
  },
  {
    name: 'a dry run looks at nothing',
    why: 'moto answers DryRunOperation before it looks at the parameters; EC2 tells what is wrong with them.',
    url: moto('responses/instances'),
    parts: false,
    matches: outcomes(/./, /^DryRunOperation$/),
  },
  {
    name: 'a dry run that reads is not dry',
    why: 'moto knows no DryRun on some calls that read, and answers them.',
    url: moto('responses/elastic_block_store'),
    parts: false,
    matches: (difference) =>
      outcomes(/^DryRunOperation$/, /^(answered|.*\.NotFound)$/)(difference) &&
      difference.call.action.startsWith('Describe'),
  },
  {
    name: 'everything is done at once',
    why: 'moto has no states in between: what is asked for is there when it has answered.',
    url: moto('models/elastic_block_store'),
    parts: false,
    matches: anyOf(
      values([/^Instances\[\]\.MetadataOptions\.State$/, /^(Snapshots\[\]\.)?(State|Progress)$/]),
      onlyIn('model', [/^Snapshots\[\]\.State$/]),
    ),
  },
  {
    name: 'what is not there gets tags',
    why: 'moto puts tags on what is not there.',
    url: api('API_CreateTags'),
    parts: true,
    matches: (difference) =>
      difference.call.action === 'CreateTags' && outcomes(/\.NotFound$/, /^answered$/)(difference),
  },
  {
    name: 'what is not there loses tags',
    why: 'moto takes tags off what is not there.',
    url: moto('responses/tags'),
    parts: false,
    matches: (difference) =>
      difference.call.action === 'DeleteTags' && outcomes(/\.NotFound$/, /^answered$/)(difference),
  },
  {
    name: 'tags outlive what they are on',
    why: 'moto shows tags of what is deleted or deregistered.',
    url: moto('models/tags'),
    parts: false,
    matches: onlyIn('moto', [/^Tags\[\]$/]),
  },
  {
    name: 'no ids are a wrong combination',
    why: 'moto says InvalidParameterCombination where the ids are missing.',
    url: moto('models/instances'),
    parts: false,
    matches: outcomes(/^MissingParameter$/, /^InvalidParameterCombination$/),
  },
  {
    name: 'another fault comes first',
    why: 'Where a call has several faults, moto tells of another one: EC2 says nothing of their order.',
    url: api('errors-overview'),
    parts: false,
    matches: (difference) =>
      ['RunInstances', 'CreateTags', 'DeleteTags'].includes(difference.call.action) &&
      outcomes(fault, fault)(difference),
  },
  {
    name: 'what is asked for by name need not be there',
    why: 'moto finds nothing under a region, a zone or a spot request that there is not; EC2 refuses.',
    url: api('API_DescribeAvailabilityZones'),
    parts: false,
    matches: anyOf(
      onlyModelRefuses('DescribeRegions', ['InvalidParameterValue']),
      onlyModelRefuses('DescribeAvailabilityZones', ['InvalidParameterValue']),
      onlyModelRefuses('DescribeSpotInstanceRequests', ['InvalidSpotInstanceRequestID.NotFound']),
    ),
  },
  {
    name: 'zones are not opted into',
    why: 'moto says nothing of opting into a zone.',
    url: api('API_AvailabilityZone'),
    parts: false,
    matches: onlyIn('model', [/^AvailabilityZones\[\]\.OptInStatus$/]),
  },
  {
    name: 'filters that are not there',
    why: 'moto answers 500 to a filter that it does not have, or ignores it: one that EC2 has or one that nobody has.',
    url: moto('utils'),
    parts: false,
    matches: (difference) =>
      (hasFilters(difference) && outcomes(/./, /^\(no XML\)$/)(difference)) ||
      (hasUnknownFilter(difference) && outcomes(/^InvalidParameterValue$/, /./)(difference)),
  },
  {
    name: 'a filter finds less',
    why: 'moto wants all values of a tag-key filter, EC2 one; and knows wildcards in tags, not in types of machines.',
    url: moto('utils'),
    parts: false,
    matches: (difference) =>
      /"tag-key","Values":\["[^"]*","|"m7i\.\*"/.test(JSON.stringify(difference.call.input.Filters) ?? '') &&
      onlyIn('model', [/^\w+\[\]$/])(difference),
  },
  {
    name: 'a filter by zone finds nothing',
    why: 'The availability-zone filter of DescribeInstances never matches in moto 5.2.1.',
    url: 'https://github.com/getmoto/moto/pull/10066',
    parts: false,
    matches: (difference) =>
      JSON.stringify(difference.call.input.Filters)?.includes('"availability-zone"') === true &&
      onlyIn('model', [/^Reservations\[\]$/])(difference),
  },
  {
    name: 'a token that nobody gave is a crash',
    why: 'moto answers 500 to a NextToken that it did not give.',
    url: moto('responses/instances'),
    parts: false,
    matches: (difference) =>
      difference.call.input.NextToken !== undefined &&
      outcomes(/^(InvalidNextToken|answered)$/, /^\(no XML\)$/)(difference),
  },
  {
    name: 'a page may have any size',
    why: 'moto takes any MaxResults, and on most calls does not page at all.',
    url: api('API_DescribeVolumes'),
    parts: false,
    matches: (difference) =>
      difference.call.input.MaxResults !== undefined &&
      outcomes(/^InvalidParameter(Value|Combination)$/, /^(answered|.*\.NotFound)$/)(difference),
  },
];

function hasUnknownFilter({ call }: Difference): boolean {
  return JSON.stringify(call.input.Filters)?.includes('no-such-filter') ?? false;
}

function hasFilters({ call }: Difference): boolean {
  return call.input.Filters !== undefined;
}
