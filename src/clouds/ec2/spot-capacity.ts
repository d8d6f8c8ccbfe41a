import { type Refusal, refusal } from './answer.ts';
import type { LaunchOrder } from './instance.ts';
import { livingInstances, type Store } from './store.ts';

/** How many more machines of its type the spot market has in the zone of a launch. What is gone is for sale again. */
export function spotRoom(store: Store, { zone, instanceType }: LaunchOrder): number {
  const sold = livingInstances(store).filter(
    ({ order }) => order.isSpot && order.zone === zone && order.instanceType === instanceType,
  );
  return store.options.spotPool - sold.length;
}

/** Why the account may not buy this on the spot market, if so. */
export function spotProblem(store: Store, order: LaunchOrder): Refusal | null {
  if (!order.isSpot) return null;
  const { hasSpotRole, spotInstancesMax } = store.options;
  if (!hasSpotRole) {
    return refusal(
      'AuthFailure.ServiceLinkedRoleCreationNotPermitted',
      'The provided credentials do not have permission to create the service-linked role for EC2 Spot Instances.',
      403,
    );
  }
  const bought = livingInstances(store).filter((each) => each.order.isSpot && each.order.region === order.region);
  return bought.length < spotInstancesMax
    ? null
    : refusal('MaxSpotInstanceCountExceeded', 'Max spot instance count exceeded');
}
