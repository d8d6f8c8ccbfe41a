import type { Contract } from '../contracts/contract.ts';
import type { Capabilities } from '../provider/capability.ts';
import type { Tier } from '../provider/provider.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { Reason } from './report.ts';

/** What decides whether a contract can be judged here. */
export interface GateFacts {
  readonly capabilities: Capabilities;
  readonly tier: Tier;
  /** The names of its workflows. */
  readonly workflows: readonly string[] | undefined;
  /** Whether it hands over its enhanced types. */
  readonly enhanced: boolean | undefined;
  readonly testbed: Pick<Testbed, 'name' | 'abilities' | 'cannot'>;
}

type Gated = Pick<Contract, 'id' | 'requires' | 'needs' | 'tiers' | 'workflow' | 'enhanced'>;

/** Why a contract is skipped, or undefined when it is to be run. A skip is never a pass. */
export function gate(contract: Gated, facts: GateFacts): Reason | undefined {
  if (!contract.tiers.includes(facts.tier)) {
    return { code: 'capability-absent', text: `not asked of the tier ${facts.tier}` };
  }
  const absent = contract.requires.filter((capability) => facts.capabilities[capability] !== true);
  if (absent.length > 0)
    return { code: 'capability-absent', text: `the provider does not declare ${absent.join(', ')}` };
  if (!isOffered(contract.workflow, facts.workflows ?? []))
    return { code: 'capability-absent', text: `the provider offers no workflow${nameOf(contract)}` };
  if (contract.enhanced && facts.enhanced !== true)
    return { code: 'capability-absent', text: 'the provider has no enhanced view' };
  const missing = contract.needs.filter((ability) => !facts.testbed.abilities.includes(ability));
  if (missing.length > 0) {
    return { code: 'testbed-cannot', text: `the testbed ${facts.testbed.name} has no ${missing.join(', ')}` };
  }
  const { cannot } = facts.testbed;
  if (cannot !== undefined && Object.hasOwn(cannot, contract.id)) {
    return {
      code: 'testbed-cannot',
      text: `the testbed ${facts.testbed.name} cannot judge it: ${cannot[contract.id]}`,
    };
  }
  return undefined;
}

function isOffered(workflow: string | undefined, offered: readonly string[]): boolean {
  return workflow === undefined || (workflow === '*' ? offered.length > 0 : offered.includes(workflow));
}

function nameOf({ workflow }: Pick<Contract, 'workflow'>): string {
  return workflow === '*' ? '' : ` ${workflow}`;
}
