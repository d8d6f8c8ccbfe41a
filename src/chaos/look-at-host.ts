import type { ProviderModule } from '../provider/registration.ts';
import type { Support } from '../testbed/support.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { openOptions } from './chaos-world.ts';
import type { Disturbance, DisturbanceKind } from './disturbance.ts';
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

/** What can be done on a host. */
export interface HostLook {
  /** How each kind is done here. */
  readonly support: ReadonlyMap<string, Support>;
  /** Why a kind cannot be done here, by kind. */
  readonly missing: ReadonlyMap<string, string>;
  readonly windowMs: number;
}

/** The plan cannot be carried out on this host. Nothing was started. */
export class ImpossiblePlan extends Error {
  override readonly name = 'UsageError';
}

/** Looks what can be done on a host. Nothing is made there. */
export async function lookAtHost(options: HostOptions): Promise<HostLook> {
  const { testbed, provider, signal, shared } = options;
  const world = await testbed.open(openOptions(provider, 0, signal, shared));
  const support = new Map(disturbanceKinds.map((kind) => [kind.kind, supportOf(kind, testbed, world)]));
  await world.close();
  return { support, missing: missingOf(support), windowMs: world.facts.tolerances.consistencyWindowMs };
}

/** The same, less what means nothing to this control plane. */
export function withNeedsOf(about: LaneSubject, { support, ...look }: HostLook): HostLook {
  const unneeded = disturbanceKinds.flatMap((kind): [string, Support][] => {
    const why = whyUnneeded(kind, about);
    return why === null ? [] : [[kind.kind, { how: 'unsupported', why }]];
  });
  const narrowed = new Map([...support, ...unneeded]);
  return { ...look, support: narrowed, missing: missingOf(narrowed) };
}

function missingOf(support: HostLook['support']): HostLook['missing'] {
  return new Map(
    [...support].flatMap(([kind, its]): [string, string][] => (its.how === 'unsupported' ? [[kind, its.why]] : [])),
  );
}

/** Throws ImpossiblePlan for the first disturbance that cannot be done here. */
export function mustBePossible(disturbances: readonly Disturbance[], { missing }: HostLook): void {
  for (const { id, kind } of disturbances) {
    const why = missing.get(kind);
    if (why !== undefined) throw new ImpossiblePlan(`${id}: ${kind} cannot be done here: ${why}`);
  }
}

function whyUnneeded({ needs }: DisturbanceKind, { name, features = [] }: LaneSubject): string | null {
  return needs === undefined || features.includes(needs)
    ? null
    : `${name} does not say that it has the feature ${needs}`;
}
