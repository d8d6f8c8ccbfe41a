import type { Difference } from './compare.ts';
import { anyOf, onlyIn, onlyModelRefuses, outcomes, values } from './matchers.ts';

/** A difference that is known, and not our model's fault. */
export interface Quirk {
  readonly name: string;
  /** One sentence. */
  readonly why: string;
  /** What EC2 does, in its documentation; or the place in moto. */
  readonly url: string;
  /** After it the two do not hold the same any more: the history ends. */
  readonly parts: boolean;
  matches(difference: Difference): boolean;
}

const api = (page: string) => `https://docs.aws.amazon.com/AWSEC2/latest/APIReference/${page}.html`;
const moto = (file: string) => `https://github.com/getmoto/moto/blob/5.2.1/moto/ec2/${file}.py`;
const fault = /^Invalid(AMIID|ID|Instance|Parameter|Snapshot|SubnetID|UserData|Volume)/;
const instance = String.raw`(Reservations\[\]\.)?Instances\[\]`;

/** Every one of them is seen in a whole run, or it is stale. */
export const quirks: readonly Quirk[] = [
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
    name: 'an instance has fewer fields',
    why: 'moto does not fill in these fields of an instance.',
    url: moto('models/instances'),
    parts: false,
    matches: onlyIn('model', [
      new RegExp(`^${instance}\\.(CpuOptions|HibernationOptions)\\.`),
      new RegExp(`^${instance}\\.(EnaSupport|SecurityGroups\\[\\])$`),
      new RegExp(`^${instance}\\.NetworkInterfaces\\[\\]\\.PrivateIpAddresses\\[\\]\\.PrivateDnsName$`),
    ]),
  },
  {
    name: 'an interface belongs to the account',
    why: 'moto describes the interface in words of its own, lets it outlive the instance, and owns its public address.',
    url: api('API_InstanceNetworkInterface'),
    parts: false,
    matches: anyOf(
      values([/\.IpOwnerId$/, /NetworkInterfaces\[\]\.Attachment\.DeleteOnTermination$/]),
      onlyIn('moto', [/NetworkInterfaces\[\]\.Description$/]),
    ),
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
    name: 'a change of nothing looks like one',
    why: 'moto says stopping, pending and shutting-down of what was there already.',
    url: moto('responses/instances'),
    parts: false,
    matches: values([/^(Starting|Stopping|Terminating)Instances\[\]\.CurrentState\.(Code|Name)$/]),
  },
  {
    name: 'some images are enough',
    why: 'moto answers with the images that it has, where one of those that are asked for is not there.',
    url: moto('models/amis'),
    parts: false,
    matches: onlyModelRefuses('DescribeImages', [
      'InvalidAMIID.NotFound',
      'InvalidAMIID.Malformed',
      'InvalidAMIID.Unavailable',
    ]),
  },
  {
    name: 'ids of images go before filters',
    why: 'moto does not look at owners and filters of images where ids are given.',
    url: moto('models/amis'),
    parts: true,
    matches: (difference) =>
      difference.call.input.ImageIds !== undefined && onlyIn('moto', [/^Images\[\]$/])(difference),
  },
  {
    name: 'the catalogue of the model is a part',
    why: 'The model says of a type of machine what an adapter chooses by, moto everything.',
    url: api('API_InstanceTypeInfo'),
    parts: false,
    matches: onlyIn('moto', [/^InstanceTypes\[\]\./]),
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
    name: 'a spot request has fewer fields',
    why: 'moto does not fill in these fields of a spot request.',
    url: moto('models/spot_requests'),
    parts: false,
    matches: onlyIn('model', [
      /^SpotInstanceRequests\[\]\.(LaunchedAvailabilityZone|LaunchSpecification\.Monitoring\.Enabled|Status\.Message)$/,
    ]),
  },
  {
    name: 'a snapshot has fewer fields',
    why: 'moto does not fill in these fields of a snapshot.',
    url: moto('models/elastic_block_store'),
    parts: false,
    matches: onlyIn('model', [/^(Snapshots\[\]\.)?StorageTier$/]),
  },
  {
    name: 'anything comes off anything',
    why: 'moto detaches roots of what runs, and volumes from devices that they are not at.',
    url: api('API_DetachVolume'),
    parts: true,
    matches: onlyModelRefuses('DetachVolume', ['OperationNotPermitted', 'InvalidAttachment.NotFound']),
  },
  {
    name: 'a volume that is free is not attached',
    why: 'moto looks for an attachment where EC2 looks at the state of the volume.',
    url: api('API_DetachVolume'),
    parts: false,
    matches: outcomes(/^(IncorrectState|OperationNotPermitted)$/, /^InvalidAttachment\.NotFound$/),
  },
  {
    name: 'snapshots of anything, at any rate',
    why: 'moto takes snapshots of what is terminated, and of a volume as often as it is asked; EC2 every 15 seconds.',
    url: api('API_CreateSnapshot'),
    parts: true,
    matches: anyOf(
      onlyModelRefuses('CreateSnapshot', ['SnapshotCreationPerVolumeRateExceeded']),
      onlyModelRefuses('CreateSnapshots', ['IncorrectInstanceState', 'SnapshotCreationPerVolumeRateExceeded']),
    ),
  },
  {
    name: 'a spot request has another type of tag',
    why: 'moto says spot-instance-request where EC2 says spot-instances-request.',
    url: api('API_TagSpecification'),
    parts: false,
    matches: values([/^Tags\[\]\.ResourceType$/]),
  },
  {
    name: 'protection is for a call of its own',
    why: 'moto protects from termination by ModifyInstanceAttribute only, and spot instances too.',
    url: api('API_ModifyInstanceAttribute'),
    parts: true,
    matches: anyOf(
      onlyModelRefuses('TerminateInstances', ['OperationNotPermitted']),
      onlyModelRefuses('ModifyInstanceAttribute', ['UnsupportedOperation']),
      (difference) =>
        difference.call.action === 'DescribeInstanceAttribute' &&
        values([/^DisableApiTermination\.Value$/])(difference),
    ),
  },
  {
    name: 'snapshots stay behind',
    why: 'moto does not delete snapshots with the image that they are of.',
    url: api('API_DeregisterImage'),
    parts: true,
    matches: onlyIn('model', [/^DeleteSnapshotResults\[\]$/]),
  },
  {
    name: 'no ids are a wrong combination',
    why: 'moto says InvalidParameterCombination where the ids are missing.',
    url: moto('models/instances'),
    parts: false,
    matches: outcomes(/^MissingParameter$/, /^InvalidParameterCombination$/),
  },
  {
    name: 'state is no obstacle',
    why: 'moto starts what is terminated, and stops what is gone or on the spot market.',
    url: api('API_StartInstances'),
    parts: true,
    matches: anyOf(
      onlyModelRefuses('StartInstances', ['IncorrectInstanceState']),
      onlyModelRefuses('StopInstances', ['IncorrectInstanceState', 'UnsupportedOperation']),
    ),
  },
  {
    name: 'anything hibernates',
    why: 'moto takes hibernation for any instance, whatever its type and its disk.',
    url: api('API_HibernationOptionsRequest'),
    parts: true,
    matches: anyOf(
      onlyModelRefuses('RunInstances', ['UnsupportedHibernationConfiguration']),
      onlyModelRefuses('StopInstances', ['UnsupportedHibernationConfiguration']),
    ),
  },
  {
    name: 'a client token means nothing',
    why: 'moto echoes client tokens and does nothing with them: no length, no same answer, no mismatch.',
    url: 'https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html',
    parts: true,
    matches: (difference) =>
      hasUsedToken(difference) &&
      anyOf(
        outcomes(/^(Idempotent.*|InvalidParameterValue)$/, /^answered$/),
        (each) => each.path === 'Instances[]' || each.path === 'VolumeId',
      )(difference),
  },
  {
    name: 'a subnet has the last word on the zone',
    why: 'moto launches into the zone of the subnet where the call names another zone too.',
    url: moto('models/instances'),
    parts: true,
    matches: onlyModelRefuses('RunInstances', ['InvalidParameterCombination']),
  },
  {
    name: 'a bad type of machine has a code of its own',
    why: 'moto says InvalidInstanceType.NotFound, a code that EC2 does not have.',
    url: api('errors-overview'),
    parts: false,
    matches: outcomes(/^InvalidParameterValue$/, /^InvalidInstanceType\.NotFound$/),
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
    name: 'a spot instance has no request',
    why: 'moto makes no spot request for an instance that RunInstances launches.',
    url: api('API_Instance'),
    parts: true,
    matches: onlyIn('model', [new RegExp(`^${instance}\\.SpotInstanceRequestId$`)]),
  },
  {
    name: 'no request to cancel is a crash',
    why: 'moto answers 500 where a spot request to cancel is not there.',
    url: moto('models/spot_requests'),
    parts: false,
    matches: outcomes(/^InvalidSpotInstanceRequestID/, /^\(no XML\)$/),
  },
  {
    name: 'prices are of another product',
    why: 'moto has one price for all, of a product by another name, for the types that a zone really has, and looks at no zone that is asked for.',
    url: moto('responses/spot_instances'),
    parts: false,
    matches: anyOf(
      values([/^SpotPriceHistory\[\]\.ProductDescription$/]),
      onlyIn('model', [/^SpotPriceHistory\[\]$/]),
      onlyIn('moto', [/^SpotPriceHistory\[\]$/]),
    ),
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
    name: 'a volume has fewer fields',
    why: 'moto does not fill in these fields of a volume.',
    url: moto('models/elastic_block_store'),
    parts: false,
    matches: onlyIn('model', [
      /^(Volumes\[\]\.)?(Iops|Throughput|MultiAttachEnabled)$/,
      /^(Volumes\[\]\.Attachments\[\]\.)?DeleteOnTermination$/,
    ]),
  },
  {
    name: 'a volume can be anything, anywhere',
    why: 'moto makes volumes of any size and type, and in zones that do not exist.',
    url: api('API_CreateVolume'),
    parts: true,
    matches: onlyModelRefuses('CreateVolume', ['InvalidParameterValue', 'UnknownVolumeType', 'InvalidZone.NotFound']),
  },
  {
    name: 'anything attaches to anything',
    why: 'moto attaches across zones, twice, under a device that is taken, and to what is gone.',
    url: api('API_AttachVolume'),
    parts: true,
    matches: onlyModelRefuses('AttachVolume', [
      'IncorrectState',
      'InvalidParameterValue',
      'InvalidVolume.ZoneMismatch',
      'VolumeInUse',
    ]),
  },
  {
    name: 'an image of anything, under any name',
    why: 'moto makes images of what is gone, under names that are taken or not allowed.',
    url: api('API_CreateImage'),
    parts: true,
    matches: onlyModelRefuses('CreateImage', [
      'IncorrectInstanceState',
      'InvalidAMIName.Malformed',
      'InvalidAMIName.Duplicate',
    ]),
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
    name: 'a terminated instance keeps its place',
    why: 'moto leaves a terminated instance its network; in EC2 it has lost it.',
    url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/terminating-instances.html',
    parts: false,
    matches: onlyIn('moto', [
      new RegExp(
        `^${instance}\\.(NetworkInterfaces\\[\\]|PrivateDnsName|PrivateIpAddress|SourceDestCheck|SubnetId|VpcId)$`,
      ),
    ]),
  },
  {
    name: 'an image has fewer fields, and a disk of its own',
    why: 'moto makes up a disk of 15 GiB for every image, and leaves out what it does not know.',
    url: moto('models/amis'),
    parts: false,
    matches: anyOf(
      values([
        /^Images\[\]\.(BlockDeviceMappings\[\]\.Ebs\.(DeleteOnTermination|VolumeSize|VolumeType)|RootDeviceType)$/,
      ]),
      onlyIn('model', [
        /^Images\[\]\.(BlockDeviceMappings\[\]\.Ebs\.Encrypted|EnaSupport|Hypervisor|ImageLocation)$/,
        /^Images\[\]\.(PlatformDetails|SriovNetSupport|UsageOperation)$/,
      ]),
      onlyIn('moto', [/^Images\[\]\.BootMode$/]),
    ),
  },
  {
    name: 'everybody has published snapshots',
    why: 'moto shows the snapshots behind public images to whoever asks for their own.',
    url: moto('responses/elastic_block_store'),
    parts: false,
    matches: (difference) =>
      /snapshot-published/.test(difference.where) && onlyIn('moto', [/^Snapshots\[\]$/])(difference),
  },
  {
    name: 'a snapshot behind an image is of no disk',
    why: 'moto makes up the volume whose snapshot is behind an image.',
    url: moto('models/amis'),
    parts: false,
    matches: values([/^Snapshots\[\]\.(VolumeId|VolumeSize|Description)$/]),
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

function hasUsedToken({ call }: Difference): boolean {
  return call.input.ClientToken === 'again' || String(call.input.ClientToken).length > 64;
}

function hasUnknownFilter({ call }: Difference): boolean {
  return JSON.stringify(call.input.Filters)?.includes('no-such-filter') ?? false;
}

function hasFilters({ call }: Difference): boolean {
  return call.input.Filters !== undefined;
}
