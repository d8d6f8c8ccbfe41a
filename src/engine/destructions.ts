import type { Name } from '../contracts/step.ts';
import type { CapabilityMethods } from '../provider/provider.ts';
import type { World } from '../testbed/testbed.ts';
import { type Bindings, type BoundKind, namesOf } from './bindings.ts';

/** One thing to destroy, and the call that does it. */
export interface Destruction {
  readonly id: string;
  readonly destroy: () => Promise<unknown>;
}

/** Something that a run made. */
export interface Thing {
  readonly kind: BoundKind;
  readonly id: string;
}

/** Machines go before the disks that they hold; requests go before the machines that they may still bring. */
const order: readonly BoundKind[] = ['spot-ticket', 'instance', 'snapshot', 'volume', 'warm-volume'];

type Destroyers = Pick<CapabilityMethods['spot'], 'cancelSpotRequest'> &
  Pick<CapabilityMethods['snapshots'], 'deleteSnapshot'> &
  Pick<CapabilityMethods['persistentVolumes'], 'deleteVolume'> &
  Pick<CapabilityMethods['warmVolumes'], 'releaseWarmVolume'>;

/** How to take down everything that a trial bound, in an order that works. */
export function destructions(world: World, bindings: Bindings): readonly Destruction[] {
  const idOf = (name: Name) => bindings.ids.get(name) ?? name;
  const bound = order.flatMap((kind) => namesOf(bindings, kind).map((name) => ({ kind, id: idOf(name) })));
  return destructionsOf(world, bound);
}

/** The same for things of which no more is known than what they are and their ids. */
export function destructionsOf({ registration }: World, things: readonly Thing[]): readonly Destruction[] {
  const own = registration.provider as unknown as Destroyers;
  const destroyers: { readonly [K in BoundKind]: (id: string) => Promise<unknown> } = {
    'spot-ticket': (id) => own.cancelSpotRequest(id),
    instance: (id) => registration.provider.terminate(id),
    snapshot: (id) => own.deleteSnapshot(id),
    volume: (id) => own.deleteVolume(id),
    'warm-volume': (id) => own.releaseWarmVolume(id),
  };
  const inOrder = things.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return inOrder.map(({ kind, id }) => ({ id, destroy: async () => destroyers[kind](id) }));
}
