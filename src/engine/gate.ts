import type { Contract } from '../contracts/contract.ts';
import type { Capabilities } from '../provider/capability.ts';
import type { Tier } from '../provider/provider.ts';
import type { Ability } from '../testbed/ability.ts';
import type { Reason } from './report.ts';

/** What decides whether a contract can be judged here. */
export interface GateFacts {
  readonly capabilities: Capabilities;
  readonly tier: Tier;
  readonly testbed: { readonly name: string; readonly abilities: readonly Ability[] };
}

/** Why a contract is skipped, or undefined when it is to be run. A skip is never a pass. */
export function gate(contract: Pick<Contract, 'requires' | 'needs' | 'tiers'>, facts: GateFacts): Reason | undefined {
  if (!contract.tiers.includes(facts.tier)) {
    return { code: 'capability-absent', text: `not asked of the tier ${facts.tier}` };
  }
  const absent = contract.requires.filter((capability) => facts.capabilities[capability] !== true);
  if (absent.length > 0)
    return { code: 'capability-absent', text: `the provider does not declare ${absent.join(', ')}` };
  const missing = contract.needs.filter((ability) => !facts.testbed.abilities.includes(ability));
  if (missing.length > 0) {
    return { code: 'testbed-cannot', text: `the testbed ${facts.testbed.name} has no ${missing.join(', ')}` };
  }
  return undefined;
}
