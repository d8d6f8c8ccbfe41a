import { weightOf } from '../../engine/weight-of.ts';
import { type Fidelity, fidelities } from '../../testbed/fidelity.ts';
import { isBroken, isComplete, isTried, type Judgement } from '../evidence/judgement.ts';
import type { CellState } from '../matrix.ts';
import { stateOf } from './cell-state.ts';

/** What one run says of a contract. */
export interface Candidate {
  readonly judgement: Judgement;
  /** Place of the run among those of the provider, newest first. */
  readonly run: number;
  readonly fidelity: Fidelity;
  readonly isExpired: boolean;
  readonly isInterrupted: boolean;
}

export interface Choice {
  readonly state: CellState;
  readonly evidence?: Candidate;
  /** On each testbed that contradicts itself the newest that passed and the newest that did not; newest first. */
  readonly conflict?: readonly Candidate[];
}

/**
 * What a cell rests on, of what runs of one provider under one contract set say, newest first. On each testbed the newest
 * complete result counts; then, as where reports are merged, what was seen broken anywhere is broken, and of those that
 * say the same the one closest to the real service. Results of one testbed that contradict each other are shown, not resolved.
 */
export function chooseEvidence(candidates: readonly Candidate[]): Choice {
  const valid = inForce(candidates);
  const perTestbed = [...Map.groupBy(valid, ({ judgement }) => judgement.testbed).values()].map(chooseOnTestbed);
  const conflict = perTestbed.flatMap((choice) => choice.conflict ?? []).sort((a, b) => a.run - b.run);
  const settled = perTestbed.flatMap((choice) => (choice.conflict ? [] : (choice.evidence ?? [])));
  const best = settled.reduce<Candidate | undefined>(better, undefined);
  if (conflict.length > 0 && !(best && isBroken(best.judgement))) {
    return { state: 'conflict', conflict, ...(conflict[0] && { evidence: conflict[0] }) };
  }
  if (!best) return { state: 'unknown' };
  return { state: best.isExpired ? 'expired' : stateOf(best.judgement), evidence: best };
}

/** What is not complete, or expired, counts only where there is nothing else. */
function inForce(candidates: readonly Candidate[]): readonly Candidate[] {
  const complete = withoutInterrupted(candidates.filter(({ judgement }) => isComplete(judgement)));
  const current = complete.filter(({ isExpired }) => !isExpired);
  if (current.length > 0) return current;
  if (complete.length > 0) return complete.slice(0, 1);
  return candidates.slice(0, 1);
}

/** A run that was broken off can show something broken; it takes nothing from a whole one otherwise. */
function withoutInterrupted(candidates: readonly Candidate[]): readonly Candidate[] {
  const isWhole = ({ isInterrupted }: Candidate) => !isInterrupted;
  if (!candidates.some(isWhole)) return candidates;
  return candidates.filter((candidate) => isWhole(candidate) || isBroken(candidate.judgement));
}

/**
 * The newest on one testbed, but what was seen broken stays until it expires: nothing that came of a later run can show
 * that the same source keeps its promise after all. What was tried says more than a skip.
 */
function chooseOnTestbed(candidates: readonly Candidate[]): Pick<Choice, 'evidence' | 'conflict'> {
  const tried = candidates.filter(({ judgement }) => isTried(judgement));
  const [newest] = tried.length > 0 ? tried : candidates;
  const passed = tried.find(({ judgement }) => judgement.outcome === 'pass');
  const broken = tried.find(({ judgement }) => isBroken(judgement));
  if (passed && broken) return { evidence: broken, conflict: [passed, broken] };
  const evidence = broken ?? newest;
  return evidence ? { evidence } : {};
}

function better(best: Candidate | undefined, candidate: Candidate): Candidate {
  if (!best) return candidate;
  const weight = weightOf(candidate.judgement) - weightOf(best.judgement);
  if (weight !== 0) return weight < 0 ? candidate : best;
  const closeness = fidelities.indexOf(candidate.fidelity) - fidelities.indexOf(best.fidelity);
  if (closeness !== 0) return closeness > 0 ? candidate : best;
  return candidate.run < best.run ? candidate : best;
}
