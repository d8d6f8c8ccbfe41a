import { type Contract, intents } from '../../contracts/contract.ts';
import type { Needs } from '../../gate/gate-question.ts';
import { type Capability, capabilityNames } from '../../provider/capability.ts';
import { didYouMean } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';

/** Reads `--needs`: capabilities and ids of contracts, comma-separated. Whoever needs a contract needs what it requires. */
export function parseNeeds(values: readonly string[], catalogue: readonly Contract[]): Needs {
  const names = [...new Set(values.flatMap((value) => value.split(',')).map((name) => name.trim()))];
  const named = names.map((name) => parseNeed(name, catalogue));
  return {
    capabilities: [...new Set(named.flatMap(({ capabilities }) => capabilities))],
    contracts: named.flatMap(({ contracts }) => contracts),
  };
}

function parseNeed(name: string, catalogue: readonly Contract[]): Needs {
  if (isCapability(name)) return { capabilities: [name], contracts: [] };
  const contract = catalogue.find(({ id }) => id === name);
  if (contract) return { capabilities: contract.requires, contracts: [name] };
  const hint = didYouMean(name, [...capabilityNames, ...catalogue.map(({ id }) => id)]);
  const isIntent = intents.some((intent) => intent === name);
  throw new UsageError(
    `--needs ${JSON.stringify(name)} is ${isIntent ? 'an intent' : 'unknown'}${hint}: name capabilities (${capabilityNames.join(', ')}) or ids of contracts (assay list contracts)`,
  );
}

function isCapability(name: string): name is Capability {
  return capabilityNames.some((capability) => capability === name);
}
