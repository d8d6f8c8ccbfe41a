import type { ProviderModule } from '../provider/registration.ts';
import type { Support } from '../testbed/support.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { openOptions } from './chaos-world.ts';
import type { Disturbance } from './disturbance.ts';
import { disturbanceKinds } from './disturbance-kinds.ts';
import type { LaneSubject } from './lanes/lane.ts';
import type { SharedHost } from './real/shared-host.ts';
import { supportOf } from './support-of.ts';

export interface HostOptions {
  readonly testbed: Testbed;
  readonly provider: ProviderModule;
  readonly signal: AbortSignal;
  readonly shared?: SharedHost;
}

/** How each kind of disturbance is done, or why it is not. */
export type SupportByKind = ReadonlyMap<string, Support>;

/** What can be done on a host. */
export interface HostLook {
  readonly support: SupportByKind;
  readonly windowMs: number;
}

/** The plan cannot be carried out on this host. Nothing was started. */
export class ImpossiblePlan extends Error {
  override readonly name = 'UsageError';
}

/** Looks what can be done on a host. Nothing is made there. */
export async function lookAtHost({ testbed, provider, signal, shared }: HostOptions): Promise<HostLook> {
  const world = await testbed.open(openOptions(provider, 0, signal, shared));
  const support = new Map(disturbanceKinds.map((kind) => [kind.kind, supportOf(kind, testbed, world)]));
  await world.close();
  return { support, windowMs: world.facts.tolerances.consistencyWindowMs };
}

/** The same, of what can be done to this control plane there. */
export function supportFor(support: SupportByKind, { name, features = [] }: LaneSubject): SupportByKind {
  const unneeded = disturbanceKinds.flatMap(({ kind, needs }): [string, Support][] =>
    needs === undefined || features.includes(needs)
      ? []
      : [[kind, { how: 'unsupported', why: `${name} does not say that it has the feature ${needs}` }]],
  );
  return new Map([...support, ...unneeded]);
}

/** Why a disturbance cannot be done, or undefined. */
export function whyNot(support: SupportByKind, kind: string): string | undefined {
  const its = support.get(kind);
  return its?.how === 'unsupported' ? its.why : undefined;
}

/** Throws ImpossiblePlan for the first disturbance that cannot be done here. */
export function mustBePossible(disturbances: readonly Disturbance[], support: SupportByKind): void {
  for (const { id, kind } of disturbances) {
    const why = whyNot(support, kind);
    if (why !== undefined) throw new ImpossiblePlan(`${id}: ${kind} cannot be done here: ${why}`);
  }
}
