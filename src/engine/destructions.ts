import type { Name } from '../contracts/step.ts';
import type { CapabilityMethods } from '../provider/provider.ts';
import type { World } from '../testbed/testbed.ts';
import { type Bindings, type BoundKind, namesOf } from './bindings.ts';

/** One thing to destroy, and the call that does it. */
export interface Destruction {
  readonly id: string;
  readonly destroy: () => Promise<unknown>;
}

/** Machines go before the disks that they hold; requests go before the machines that they may still bring. */
const order: readonly BoundKind[] = ['spot-ticket', 'instance', 'snapshot', 'volume', 'warm-volume'];

type Destroyers = Pick<CapabilityMethods['spot'], 'cancelSpotRequest'> &
  Pick<CapabilityMethods['snapshots'], 'deleteSnapshot'> &
  Pick<CapabilityMethods['persistentVolumes'], 'deleteVolume'> &
  Pick<CapabilityMethods['warmVolumes'], 'releaseWarmVolume'>;

/** How to take down everything that a trial bound, in an order that works. */
export function destructions({ registration }: World, bindings: Bindings): readonly Destruction[] {
  const own = registration.provider as unknown as Destroyers;
  const destroyers: { readonly [K in BoundKind]: (id: string) => Promise<unknown> } = {
    'spot-ticket': (id) => own.cancelSpotRequest(id),
    instance: (id) => registration.provider.terminate(id),
    snapshot: (id) => own.deleteSnapshot(id),
    volume: (id) => own.deleteVolume(id),
    'warm-volume': (id) => own.releaseWarmVolume(id),
  };
  const idOf = (name: Name) => bindings.ids.get(name) ?? name;
  return order.flatMap((kind) =>
    namesOf(bindings, kind).map((name) => ({ id: idOf(name), destroy: async () => destroyers[kind](idOf(name)) })),
  );
}
