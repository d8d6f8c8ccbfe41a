import { Buffer } from 'node:buffer';
import type { RunInstancesRequest } from '@aws-sdk/client-ec2';
import type { FoundImage } from './images.ts';
import { type Tags, tagSpecifications, withOwnTags } from './own-tags.ts';
import { clientToken } from './spawn-identity.ts';
import { type Place, placeName, type Wanted } from './wanted.ts';

/** The launch in the words of EC2. Equal for every attempt at one place: the token demands it. */
export function launchInput(wanted: Wanted, place: Place, marks: Tags): RunInstancesRequest {
  const { request, identity, type, image, terms } = wanted;
  const { bootstrap, tags, name } = request;
  const { spawnId, fingerprint } = identity;
  return {
    ClientToken: clientToken(identity, placeName(place), terms),
    MinCount: 1,
    MaxCount: 1,
    ImageId: image.id,
    InstanceType: type.name as RunInstancesRequest['InstanceType'],
    ...('zone' in place ? { Placement: { AvailabilityZone: place.zone } } : { SubnetId: place.subnetId }),
    TagSpecifications: [
      ...tagSpecifications({ ...withOwnTags({ tags, name, spawnId, fingerprint }), ...marks }, 'instance'),
      ...tagSpecifications(marks, 'volume', ...(terms.market === 'spot' ? (['spot-instances-request'] as const) : [])),
    ],
    InstanceInitiatedShutdownBehavior: 'terminate',
    ...(bootstrap && { UserData: Buffer.from(bootstrap.content, 'utf8').toString('base64') }),
    ...rootDisk(wanted),
    ...(canHibernate(wanted) && { HibernationOptions: { Configured: true } }),
    ...(terms.market === 'spot' && {
      InstanceMarketOptions: {
        MarketType: 'spot',
        SpotOptions: {
          SpotInstanceType: 'one-time',
          InstanceInterruptionBehavior: 'terminate',
          MaxPrice: String(terms.maxPrice),
        },
      },
    }),
  };
}

/** Hibernation can be switched on at launch only. A spot machine would be hibernated instead of taken away. */
function canHibernate({ type, terms }: Wanted): boolean {
  return type.hibernates && terms.market === 'on-demand';
}

const rootGiBDefault = 8;

/** As large as was asked for; one that is to take in the memory as well, that much larger, and encrypted. */
function rootDisk(wanted: Wanted): Pick<RunInstancesRequest, 'BlockDeviceMappings'> {
  const { request, type, image } = wanted;
  const { diskGiB } = request.spec;
  const hibernates = canHibernate(wanted);
  if (diskGiB === undefined && !hibernates) return {};
  const memoryGiB = hibernates ? Math.ceil(type.spec.memoryMiB / 1_024) : 0;
  return rootOf(image, (diskGiB ?? rootGiBDefault) + memoryGiB, hibernates);
}

/** The root volume of an image in another size than its own. */
export function rootOf({ rootDevice }: FoundImage, VolumeSize: number, isEncrypted: boolean) {
  // Said although it is what most images say: a disk that stays behind is billed for ever.
  const goes = { DeleteOnTermination: true };
  const Ebs = { VolumeSize, VolumeType: 'gp3', ...goes, ...(isEncrypted && { Encrypted: true }) } as const;
  return { BlockDeviceMappings: [{ DeviceName: rootDevice, Ebs }] };
}
