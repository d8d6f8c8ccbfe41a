import { Buffer } from 'node:buffer';
import type { CreateFleetRequest, RequestLaunchTemplateData } from '@aws-sdk/client-ec2';
import { rootOf } from '../launch-input.ts';
import { type Tags, tagSpecifications, withOwnTags } from '../own-tags.ts';
import { clientToken } from '../spawn-identity.ts';
import type { Market } from './order.ts';
import type { FleetPlan } from './plan.ts';

/** One call for machines of one market. */
export interface FleetCall {
  readonly market: Market;
  readonly capacity: number;
  /** The name of the launch template. */
  readonly template: string;
}

/** The call in the words of EC2. Equal for every attempt and every process: the token demands it. */
export function fleetInput(plan: FleetPlan, call: FleetCall, marks: Tags): CreateFleetRequest {
  const { market, capacity, template } = call;
  const isSpot = market === 'spot';
  return {
    Type: 'instant',
    ClientToken: clientToken(plan.identity, 'fleet', { market }),
    TargetCapacitySpecification: {
      TotalTargetCapacity: capacity,
      SpotTargetCapacity: isSpot ? capacity : 0,
      OnDemandTargetCapacity: isSpot ? 0 : capacity,
      DefaultTargetCapacityType: market,
    },
    SpotOptions: { AllocationStrategy: 'price-capacity-optimized', InstanceInterruptionBehavior: 'terminate' },
    OnDemandOptions: { AllocationStrategy: 'lowest-price' },
    LaunchTemplateConfigs: [
      {
        LaunchTemplateSpecification: { LaunchTemplateName: template, Version: '1' },
        Overrides: overrides(plan, market),
      },
    ],
    TagSpecifications: tagSpecifications({ ...tagsOf(plan), ...marks }, 'instance'),
  };
}

type Overrides = NonNullable<NonNullable<CreateFleetRequest['LaunchTemplateConfigs']>[number]['Overrides']>;

/** Every type in every place. */
function overrides({ types, places, input }: FleetPlan, market: Market): Overrides {
  const bid = market === 'spot' ? input.maxPriceUsdPerHour : undefined;
  return types.flatMap(({ name }) =>
    places.map((place) => ({
      InstanceType: name as Overrides[number]['InstanceType'] & string,
      ...('zone' in place ? { AvailabilityZone: place.zone } : { SubnetId: place.subnetId }),
      ...(bid !== undefined && { MaxPrice: String(bid) }),
    })),
  );
}

/** By these tags the machines are told from those of others, and the fleet is found again. */
function tagsOf({ request, identity }: FleetPlan): Tags {
  const { spawnId, fingerprint } = identity;
  return withOwnTags({ tags: request.tags, name: request.name, spawnId, fingerprint });
}

/** What each machine is like, whichever way it is bought: so none of them can hibernate. */
export function templateData({ request, image }: FleetPlan, marks: Tags): RequestLaunchTemplateData {
  const { bootstrap, spec } = request;
  return {
    ImageId: image.id,
    InstanceInitiatedShutdownBehavior: 'terminate',
    ...(bootstrap && { UserData: Buffer.from(bootstrap.content, 'utf8').toString('base64') }),
    TagSpecifications: tagSpecifications(marks, 'volume'),
    ...(spec.diskGiB !== undefined && rootOf(image, spec.diskGiB, false)),
  };
}
