import { contractCatalogue } from '../contracts/catalogue.ts';
import type { Contract } from '../contracts/contract.ts';
import type { AnyProvider } from '../provider/provider.ts';
import type { UnwrittenPart } from '../provider/unwritten.ts';
import type { WorldFacts } from '../testbed/world-facts.ts';
import { checkRegistration } from './check-registration.ts';
import { SubjectError } from './loaded-subject.ts';
import { mustExpire } from './must-expire.ts';
import { mustStart } from './must-start.ts';
import type { Worlds } from './worlds.ts';

/** What a provider declares, seen in a first world. */
export interface LookedAt {
  readonly facts: WorldFacts;
  readonly provider: AnyProvider;
  /** The names of its workflows. */
  readonly workflows: readonly string[];
  /** Whether it hands over its enhanced types. */
  readonly enhanced: boolean;
  /** The catalogue, and then the provider's own. */
  readonly contracts: readonly Contract[];
  readonly unwritten: readonly UnwrittenPart[];
}

export interface LookOptions {
  readonly settings: Readonly<Record<string, string>>;
  readonly seed: number;
  /** What the provider is called where it is no provider at all. */
  readonly label: string;
}

/** Opens a first world to learn what the provider declares. Throws SubjectError. */
export async function lookAt(worlds: Worlds, { settings, seed, label }: LookOptions): Promise<LookedAt> {
  const missing = await worlds.testbed.probe(settings);
  if (missing) throw new SubjectError(`the testbed ${worlds.testbed.name} cannot be used here: ${missing}`);
  return worlds.within(seed, async (world) => {
    const { registration, facts } = world;
    checkRegistration(label, registration);
    mustExpire(worlds.testbed, registration, settings);
    if (worlds.testbed.fidelity === 'live') await mustStart(label, world);
    const { provider, contracts: own = [], unwritten = [] } = registration;
    const contracts = withOwn(label, own as readonly Contract[]);
    const offered = { workflows: facts.workflows ?? [], enhanced: facts.enhanced === true };
    return { facts, provider, ...offered, contracts, unwritten };
  });
}

/** A contract of the provider's own that is called like another would be run in its place. */
function withOwn(label: string, own: readonly Contract[]): readonly Contract[] {
  const contracts = [...contractCatalogue, ...own];
  const taken = contracts.find(({ id }, place) => contracts.findIndex((other) => other.id === id) !== place);
  if (!taken) return contracts;
  throw new SubjectError(`${label}: its own contract ${taken.id} has the id of another: give it an id of its own`);
}

/** The parts that a contract waits for. */
export function unwrittenFor(unwritten: readonly UnwrittenPart[], contract: string): readonly string[] {
  return unwritten.filter(({ contracts }) => contracts.includes(contract)).map(({ part }) => part);
}
