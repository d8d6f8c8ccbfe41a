import type { ProviderModule } from '../provider/registration.ts';
import type { Support } from '../testbed/support.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { openOptions } from './chaos-world.ts';
import type { Disturbance, DisturbanceKind } from './disturbance.ts';
import { disturbanceKinds } from './disturbance-kinds.ts';
import type { SharedHost } from './real/shared-host.ts';
import type { StartableControlPlane } from './startable.ts';
import { supportOf } from './support-of.ts';

export interface HostOptions {
  readonly testbed: Testbed;
  readonly provider: ProviderModule;
  readonly controlPlane: StartableControlPlane;
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
  const { testbed, provider, controlPlane, signal, shared } = options;
  const world = await testbed.open(openOptions(provider, 0, signal, shared));
  const support = new Map(
    disturbanceKinds.map((kind): [string, Support] => {
      const why = unneeded(kind, controlPlane);
      return [kind.kind, why === null ? supportOf(kind, testbed, world) : { how: 'unsupported', why }];
    }),
  );
  await world.close();
  const missing = [...support].flatMap(([kind, its]): [string, string][] =>
    its.how === 'unsupported' ? [[kind, its.why]] : [],
  );
  return { support, missing: new Map(missing), windowMs: world.facts.tolerances.consistencyWindowMs };
}

/** Throws ImpossiblePlan for the first disturbance that cannot be done here. */
export function mustBePossible(disturbances: readonly Disturbance[], { missing }: HostLook): void {
  for (const { id, kind } of disturbances) {
    const why = missing.get(kind);
    if (why !== undefined) throw new ImpossiblePlan(`${id}: ${kind} cannot be done here: ${why}`);
  }
}

function unneeded({ needs }: DisturbanceKind, { name, features = [] }: StartableControlPlane): string | null {
  return needs === undefined || features.includes(needs)
    ? null
    : `${name} does not say that it has the feature ${needs}`;
}
