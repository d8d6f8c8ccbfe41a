import type { Account } from '../account.ts';
import type { FoundImage } from '../images.ts';
import { type InstanceType, pickAlternatives } from '../instance-types.ts';
import { type Place, resolveSpawn } from '../wanted.ts';
import type { FleetOrder } from './order.ts';

/** A fleet with everything decided but which of its places and types have machines. */
export interface FleetPlan extends FleetOrder {
  readonly image: FoundImage;
  readonly types: readonly InstanceType[];
  /** In one order for every process: they are part of what the token stands for. */
  readonly places: readonly Place[];
}

/** Looks up what a launch needs. The region is said, so that disks elsewhere are refused. */
export async function planFleet(account: Account, order: FleetOrder): Promise<FleetPlan> {
  const { image, places } = await resolveSpawn(account, { ...order.input.request, region: order.region });
  return { ...order, image, types: pickAlternatives(order.request.spec), places: places.toSorted(byName) };
}

function byName(a: Place, b: Place): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
