import type { LaunchIntent } from '../controlplane/control-plane.ts';
import type { ProviderContext } from '../provider/context.ts';
import type { ProviderModule } from '../provider/registration.ts';
import type { Ledger } from '../testbed/ledger.ts';
import { deriveSeed } from '../testbed/seeded-random.ts';
import type { OpenOptions, Testbed, World } from '../testbed/testbed.ts';
import type { Launch } from './experiment.ts';
import { journalled } from './real/journalled.ts';
import type { SharedHost } from './real/shared-host.ts';
import { intentTag } from './truth.ts';

export interface ChaosWorldOptions {
  readonly testbed: Testbed;
  readonly provider: ProviderModule;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Where the host is one that others use too; absent where every run has one of its own. */
  readonly shared?: SharedHost;
}

/** A world of which the ground truth is known, and the context from which each process makes a provider of its own. */
export interface ChaosWorld {
  readonly world: World;
  readonly ledger: Ledger;
  readonly context: ProviderContext;
}

/** Opens a world in which there is a machine of somebody else already. */
export async function openChaosWorld({
  testbed,
  provider,
  seed,
  signal,
  shared,
}: ChaosWorldOptions): Promise<ChaosWorld> {
  let context: ProviderContext | undefined;
  const module: ProviderModule = {
    ...provider,
    create: (given) => {
      context = given;
      return provider.create(given);
    },
  };
  const world = await testbed.open(openOptions(module, deriveSeed(seed, 'world'), signal, shared));
  const { ledger, facts } = world;
  const registration = shared ? journalled(world.registration, shared.journal) : world.registration;
  if (!context || !ledger) throw new Error(`the testbed ${testbed.name} has no ledger, or made no provider`);
  await registration.provider.spawn({ spec: facts.smallest, tags: { team: 'somebody-else' } });
  return { world, ledger, context };
}

export function openOptions(
  module: ProviderModule,
  seed: number,
  signal: AbortSignal,
  shared?: SharedHost,
): OpenOptions {
  if (!shared) return { module, seed, runId: 'chaos', settings: {}, signal };
  const { runId, settings, journal } = shared;
  return { module, seed, runId, settings, signal, changes: journal };
}

/** What the control plane is asked for: the smallest machine here, marked so that the truth knows whose it is. */
export function intentIn({ facts }: World, launch: Launch): LaunchIntent {
  const { intent: id, spot, regions = 0, lifeMaxMs, idleAfterMs } = launch;
  const request = { spec: facts.smallest, name: id, tags: { [intentTag]: id } };
  const maxPriceUsdPerHour = facts.spotBids?.sure;
  return {
    ...{ id, request },
    ...(spot && maxPriceUsdPerHour !== undefined && { spot: { maxPriceUsdPerHour } }),
    ...(regions > 0 && { regions: facts.regions.slice(0, regions) }),
    ...(lifeMaxMs !== undefined && { lifeMaxMs }),
    ...(idleAfterMs !== undefined && { idleAfterMs }),
  };
}
