import type { History } from './history.ts';
import type { Evidence, Finding, Oracle, Watch } from './oracles/oracle.ts';
import { findOracle } from './oracles/oracle-set.ts';

/** What an oracle found. */
export interface Violation extends Finding {
  readonly oracle: string;
  readonly kind: Oracle['kind'];
}

/** Asks the oracles of a run, until one of them has found something. */
export interface Judge {
  ask(question: (watch: Watch) => Finding | undefined): void;
  /** From now on nobody is asked to get anywhere. */
  excuseLiveness(): void;
  violation(): Violation | undefined;
  /** The oracles that had something to judge. */
  exercised(): readonly string[];
}

export interface JudgeOptions {
  readonly oracles: readonly string[];
  readonly evidence: Evidence;
  readonly history: History;
  /** Called once, with the first violation: what comes after it is not the control plane's doing any more. */
  readonly onViolation: () => void;
}

export function createJudge({ oracles, evidence, history, onViolation }: JudgeOptions): Judge {
  const watches = oracles.map((id) => {
    const oracle = findOracle(id);
    return { oracle, watch: oracle.watch(evidence) };
  });
  let violation: Violation | undefined;
  let isExcused = false;
  return {
    ask: (question) => {
      for (const { oracle, watch } of watches) {
        if (violation) return;
        if (isExcused && oracle.kind === 'liveness') continue;
        const finding = question(watch);
        if (!finding) continue;
        violation = { ...finding, oracle: oracle.id, kind: oracle.kind };
        history.add({ lane: 'oracle', did: 'violated', oracle: oracle.id, message: finding.message });
        onViolation();
      }
    },
    excuseLiveness: () => {
      isExcused = true;
    },
    violation: () => violation,
    exercised: () => watches.filter(({ watch }) => watch.isExercised()).map(({ oracle }) => oracle.id),
  };
}
