import type { ContractWaiver } from '../engine/apply-waivers.ts';
import { didYouMean } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** What can be known before anything is loaded. */
export interface KnownNames {
  /** Ids of the contracts that every provider has to keep. */
  readonly contracts: readonly string[];
  /** Names of the registered providers; they bring no contracts of their own. */
  readonly providers: readonly string[];
  /** How many modules this run loads. */
  readonly modules: number;
  /** Whether the configuration names modules that this run does not load: what they are called stays unknown. */
  readonly hasStrangers: boolean;
}

/** A provider as it turned out to be. */
export interface LoadedProvider {
  readonly name: string;
  /** Ids of its contracts, those that come with it among them. */
  readonly contracts: readonly string[];
}

/**
 * Refuses a waiver for what nobody knows, before anything runs. A module is known by its name, and with its own contracts,
 * only once it is loaded: where there is one, nothing is said here of waivers that name a provider. Throws UsageError.
 */
export function mustBeKnown(waivers: readonly ContractWaiver[], known: KnownNames): void {
  const { contracts, modules, hasStrangers } = known;
  const [unknown] = waivers.filter(({ provider }) => provider === undefined).filter(isUnknown);
  if (unknown) {
    throw new UsageError(
      `waivers: there is no contract ${unknown.contract}${didYouMean(unknown.contract, contracts)}; see assay list contracts, and name the provider of one that comes with it`,
    );
  }
  if (modules > 0 || hasStrangers) return;
  const registered = known.providers.map((name) => ({ name, contracts }));
  const [problem] = unknownWaivers(waivers, registered, known);
  if (problem !== undefined) throw new UsageError(problem);

  function isUnknown({ contract }: ContractWaiver): boolean {
    return !contracts.includes(contract);
  }
}

/** A message for each waiver of a provider that nobody is, or of a contract that its provider turned out not to have. */
export function unknownWaivers(
  waivers: readonly ContractWaiver[],
  loaded: readonly LoadedProvider[],
  { contracts, providers, hasStrangers }: KnownNames,
): readonly string[] {
  const names = [...new Set([...loaded.map(({ name }) => name), ...providers])];
  return waivers.flatMap(({ contract, provider }) => {
    if (provider === undefined) return [];
    if (!names.includes(provider)) return hasStrangers ? [] : [unknownProvider(provider, names)];
    const ids = loaded.filter(({ name }) => name === provider).flatMap((each) => each.contracts);
    if (ids.length === 0 || ids.includes(contract) || contracts.includes(contract)) return [];
    return [`waivers: ${provider} has no contract ${contract}${didYouMean(contract, ids)}; see assay list contracts`];
  });
}

function unknownProvider(provider: string, names: readonly string[]): string {
  return `waivers: there is no provider ${provider}${didYouMean(provider, names)}; known here are ${names.join(', ')}, and a module of yours once it is among the providers of the configuration`;
}
