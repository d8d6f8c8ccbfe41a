import type { KnownContract } from '../certificate/certificate-check.ts';
import type { Certification } from '../certificate/certification.ts';
import type { GateQuestion } from './gate-question.ts';

/** Which promises the answer rests upon. */
export interface Scope extends GateQuestion {
  /** A control plane leans on any promise of the set: nobody knows on which. */
  readonly isWhole: boolean;
}

/** What every workload rests upon, what its needs add, and what a control plane may lean on. */
export function isInScope(id: string, level: 'must' | 'should', scope: Scope): boolean {
  if (scope.needs.contracts.includes(id)) return true;
  const promised = findPromised(id, scope);
  // Of a contract that a provider brought along nobody else knows what it is about: a broken one counts.
  if (!promised) return level === 'must';
  if (promised.level !== 'must') return false;
  const { capabilities } = scope.needs;
  return scope.isWhole || promised.requires.every((capability) => capabilities.includes(capability));
}

export function findPromised(id: string, { contracts }: Pick<Scope, 'contracts'>): KnownContract | undefined {
  return contracts.find((contract) => contract.id === id);
}

/**
 * Whether a provider may well have nothing to do with a contract: it lacks what the contract requires, or is of another tier, or
 * brings no such workflow or types. A contract that is skipped for no such reason was not judged.
 */
export function mayBeAbsent(
  promised: KnownContract | undefined,
  { capabilities, tier }: Certification['provider'],
): boolean {
  if (!promised) return true;
  const { requires, tiers, workflow, enhanced } = promised;
  if (requires.some((capability) => !capabilities[capability]) || !tiers.includes(tier)) return true;
  return workflow !== undefined || enhanced === true;
}
