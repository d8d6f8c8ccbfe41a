import { type Capability, capabilityNames } from '../../provider/capability.ts';
import { capabilityMethodNames } from '../../provider/capability-methods.ts';
import type { Tier } from '../../provider/provider.ts';
import type { RegisteredProvider } from '../../registry/registered-provider.ts';
import type { Ability } from '../../testbed/ability.ts';
import { type FaultKind, faultKinds } from '../../testbed/fault.ts';
import type { Fidelity } from '../../testbed/fidelity.ts';
import type { Services } from '../services.ts';
import { inSimulatedWorld } from '../simulated-world.ts';
import { capabilityMeanings, faultMeanings } from './meanings.ts';

export const topics = ['providers', 'contracts', 'testbeds', 'capabilities', 'faults'] as const;
export type Topic = (typeof topics)[number];

/** Everything that Assay knows by name, as data. */
export interface Listing {
  readonly providers: readonly ListedProvider[];
  readonly contracts: readonly ListedContract[];
  readonly testbeds: readonly ListedTestbed[];
  readonly capabilities: readonly {
    readonly name: Capability;
    readonly meaning: string;
    readonly methods: readonly string[];
  }[];
  readonly faults: readonly { readonly kind: FaultKind; readonly meaning: string }[];
}

export interface ListedProvider {
  readonly name: string;
  /** Undefined where only a world that is not simulated could tell. */
  readonly tier: Tier | undefined;
  readonly capabilities: readonly Capability[];
  readonly testbeds: readonly string[];
}

export interface ListedContract {
  readonly id: string;
  readonly intent: string;
  readonly level: 'must' | 'should';
  readonly title: string;
  readonly statement: string;
  readonly since: string;
  readonly status: string;
  readonly tiers: readonly Tier[];
  readonly requires: readonly Capability[];
  readonly needs: readonly Ability[];
  /** The workflow that it speaks of. */
  readonly workflow?: string;
  /** Whether it speaks of enhanced types. */
  readonly enhanced?: true;
}

export interface ListedTestbed {
  readonly provider: string;
  readonly name: string;
  readonly fidelity: Fidelity;
  readonly abilities: readonly Ability[];
  readonly runsDefault: number;
}

type Gather = { readonly [T in Topic]: (services: Services) => Listing[T] | Promise<Listing[T]> };

/** How each part of the listing is found; a part that is not asked for loads nothing. */
export const gather: Gather = {
  providers: async (services) => Promise.all((await services.registry()).registeredProviders.map(toProvider)),
  contracts: async (services) =>
    (await services.contractCatalogue()).map(
      ({ id, intent, level, title, statement, since, status, tiers, requires, needs, workflow, enhanced }) => ({
        ...{ id, intent, level, title, statement, since, status, tiers, requires, needs },
        ...(workflow !== undefined && { workflow }),
        ...(enhanced && { enhanced }),
      }),
    ),
  testbeds: async (services) => (await services.registry()).registeredProviders.flatMap(toTestbeds),
  capabilities: () =>
    capabilityNames.map((name) => ({ name, meaning: capabilityMeanings[name], methods: capabilityMethodNames[name] })),
  faults: () => faultKinds.map((kind) => ({ kind, meaning: faultMeanings[kind] })),
};

async function toProvider(registered: RegisteredProvider): Promise<ListedProvider> {
  const provider = await inSimulatedWorld(registered, 0, ({ registration }) => registration.provider);
  return {
    name: registered.name,
    tier: provider?.tier,
    capabilities: capabilityNames.filter((name) => provider?.capabilities[name] === true),
    testbeds: registered.testbeds.map(({ name }) => name),
  };
}

function toTestbeds({ name: provider, testbeds }: RegisteredProvider): readonly ListedTestbed[] {
  return testbeds.map(({ name, fidelity, abilities, runsDefault }) => ({
    ...{ provider, name, fidelity, abilities, runsDefault },
  }));
}
