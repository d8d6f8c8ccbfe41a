import { type Refusal, refusal } from './answer.ts';
import { imageProblem } from './image.ts';
import type { LaunchOrder } from './instance.ts';
import { instanceTypeOf } from './instance-types.ts';
import { subnetOf, unknownSubnet, zonesOf } from './places.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';
import { tagProblem, tagsFor } from './tag-specifications.ts';
import { volumeTypeDefault } from './volume.ts';

const userDataMax = 16_384;
const rootGiBDefault = 8;
/** Instances of more memory than this cannot hibernate. */
const hibernationGiBMax = 150;

/** The launch that a call asks for, or why it is none. */
export function checkLaunch(store: Store, region: string, query: Query): LaunchOrder | Refusal {
  const problem =
    countProblem(query) ??
    imageProblem(store, region, query.text('ImageId')) ??
    typeProblem(query) ??
    placeProblem(store, region, query) ??
    userDataProblem(query) ??
    hibernationProblem(query) ??
    spotProblem(query) ??
    tagProblem(query);
  return problem ?? orderFrom(store, region, query);
}

export function isRefusal(checked: LaunchOrder | Refusal): checked is Refusal {
  return 'ok' in checked;
}

function countProblem(query: Query): Refusal | null {
  const [min, max] = [Number(query.text('MinCount')), Number(query.text('MaxCount'))];
  if (Number.isNaN(min) || Number.isNaN(max))
    return refusal('MissingParameter', 'The request must contain MinCount and MaxCount');
  // One at a time is all that anybody here asks for.
  return min === 1 && max === 1
    ? null
    : refusal('InvalidParameterValue', 'this service launches one instance per call');
}

function typeProblem(query: Query): Refusal | null {
  const type = query.text('InstanceType') ?? 'm1.small';
  if (instanceTypeOf(type)) return null;
  return refusal('InvalidParameterValue', `Invalid value '${type}' for InstanceType.`);
}

function placeProblem(store: Store, region: string, query: Query): Refusal | null {
  const zones = zonesOf(store.options, region);
  const zone = query.text('Placement.AvailabilityZone');
  if (zone !== undefined && !zones.includes(zone)) {
    return refusal('InvalidParameterValue', `Invalid availability zone: [${zone}]`);
  }
  const subnet = query.text('SubnetId');
  if (subnet === undefined) return null;
  const home = zones.find((each) => subnetOf(each) === subnet);
  if (home === undefined) return unknownSubnet(subnet);
  return zone === undefined || zone === home
    ? null
    : refusal('InvalidParameterCombination', `The subnet '${subnet}' is not in the availability zone ${zone}`);
}

function userDataProblem(query: Query): Refusal | null {
  const encoded = query.text('UserData');
  if (encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded)
    return refusal('InvalidUserData.Malformed', 'Invalid BASE64 encoding of user data');
  if (bytes.length <= userDataMax) return null;
  return refusal('InvalidUserData.Malformed', `User data is limited to ${userDataMax} bytes`);
}

function hibernationProblem(query: Query): Refusal | null {
  if (query.text('HibernationOptions.Configured') !== 'true') return null;
  const type = instanceTypeOf(query.text('InstanceType') ?? '');
  const memoryGiB = (type?.memoryMiB ?? 0) / 1_024;
  const root = rootMapping(query);
  const wrong = (message: string) => refusal('UnsupportedHibernationConfiguration', message);
  if (!type?.hibernates || memoryGiB > hibernationGiBMax)
    return wrong('The instance type does not support hibernation');
  if (root?.text('Ebs.Encrypted') !== 'true') return wrong('The root volume must be encrypted');
  if (Number(root.text('Ebs.VolumeSize') ?? rootGiBDefault) < memoryGiB) {
    return wrong('The root volume is too small for the memory of the instance');
  }
  if (query.text('InstanceMarketOptions.MarketType') !== 'spot') return null;
  return query.text('InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior') === 'hibernate'
    ? null
    : refusal('InvalidParameterCombination', 'HibernationOptions needs the interruption behavior hibernate');
}

const spotPriceMin = 0.001;

function spotProblem(query: Query): Refusal | null {
  const price = query.text('InstanceMarketOptions.SpotOptions.MaxPrice');
  if (price === undefined) return null;
  const usd = Number(price);
  if (Number.isFinite(usd) && usd >= spotPriceMin) return null;
  return refusal('InvalidParameterValue', `Spot price cannot be less than ${spotPriceMin}`);
}

function orderFrom(store: Store, region: string, query: Query): LaunchOrder {
  const zones = zonesOf(store.options, region);
  const subnet = query.text('SubnetId');
  const zone =
    query.text('Placement.AvailabilityZone') ?? zones.find((each) => subnetOf(each) === subnet) ?? zones[0] ?? '';
  return {
    imageId: query.text('ImageId') ?? '',
    instanceType: query.text('InstanceType') ?? '',
    region,
    zone,
    subnetId: subnetOf(zone),
    tags: tagsFor(query, 'instance'),
    volumeTags: tagsFor(query, 'volume'),
    spotTags: tagsFor(query, 'spot-instances-request'),
    clientToken: query.text('ClientToken'),
    isHibernatable: query.text('HibernationOptions.Configured') === 'true',
    rootGiB: Number(rootMapping(query)?.text('Ebs.VolumeSize') ?? rootGiBDefault),
    rootType: rootMapping(query)?.text('Ebs.VolumeType') ?? volumeTypeDefault,
    isRootEncrypted: rootMapping(query)?.text('Ebs.Encrypted') === 'true',
    isSpot: query.text('InstanceMarketOptions.MarketType') === 'spot',
    isProtected: query.text('DisableApiTermination') === 'true',
  };
}

function rootMapping(query: Query): Query | undefined {
  return query.records('BlockDeviceMapping').find((mapping) => mapping.text('Ebs.VolumeSize') !== undefined);
}
