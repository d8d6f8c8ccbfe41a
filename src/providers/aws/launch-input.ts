import { Buffer } from 'node:buffer';
import type { RunInstancesRequest } from '@aws-sdk/client-ec2';
import { toSdkTags, withOwnTags } from './own-tags.ts';
import { clientToken } from './spawn-identity.ts';
import type { Place, Wanted } from './wanted.ts';

/** The launch in the words of EC2. Equal for every attempt at one place: the token demands it. */
export function launchInput(wanted: Wanted, place: Place): RunInstancesRequest {
  const { request, identity, type, image, market, maxPrice } = wanted;
  const { spec, bootstrap, tags, name } = request;
  const { spawnId, fingerprint } = identity;
  const isZone = 'zone' in place;
  return {
    ClientToken: clientToken(identity, isZone ? place.zone : place.subnetId, market),
    MinCount: 1,
    MaxCount: 1,
    ImageId: image.id,
    InstanceType: type.name as RunInstancesRequest['InstanceType'],
    ...(isZone ? { Placement: { AvailabilityZone: place.zone } } : { SubnetId: place.subnetId }),
    TagSpecifications: [
      { ResourceType: 'instance', Tags: toSdkTags(withOwnTags({ tags, name, spawnId, fingerprint })) },
    ],
    InstanceInitiatedShutdownBehavior: 'terminate',
    ...(bootstrap && { UserData: Buffer.from(bootstrap.content, 'utf8').toString('base64') }),
    ...(spec.diskGiB !== undefined && {
      BlockDeviceMappings: [{ DeviceName: image.rootDevice, Ebs: { VolumeSize: spec.diskGiB, VolumeType: 'gp3' } }],
    }),
    ...(market === 'spot' && {
      InstanceMarketOptions: {
        MarketType: 'spot',
        SpotOptions: {
          SpotInstanceType: 'one-time',
          InstanceInterruptionBehavior: 'terminate',
          ...(maxPrice !== undefined && { MaxPrice: String(maxPrice) }),
        },
      },
    }),
  };
}
