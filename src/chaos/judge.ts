import type { History } from './history.ts';
import { conduct } from './oracles/conduct.ts';
import type { Evidence, Finding, Oracle, Watch } from './oracles/oracle.ts';
import { findOracle } from './oracles/oracle-set.ts';
import type { Misconduct } from './startable.ts';

/** What an oracle found. */
export interface Violation extends Finding {
  readonly oracle: string;
  readonly kind: Oracle['kind'];
  /** What its program printed last. */
  readonly lastWords?: string;
}

/** What an oracle may be asked. */
type Hook = Exclude<keyof Watch, 'isExercised'>;

/** Asks the oracles of a run, until one of them has found something. */
export interface Judge {
  ask<H extends Hook>(hook: H, ...about: Parameters<NonNullable<Watch[H]>>): void;
  /** The program of the control plane has gone wrong: whatever comes after it says nothing. */
  accuse(what: Misconduct): void;
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

const hooks: readonly Hook[] = ['onCall', 'onAnswer', 'onLook', 'onView', 'onPlaced', 'atRest'];

export function createJudge({ oracles, evidence, history, onViolation }: JudgeOptions): Judge {
  const watches = oracles.map((id) => {
    const oracle = findOracle(id);
    return { oracle, watch: oracle.watch(evidence) };
  });
  // Most oracles leave most questions to others.
  const askedBy = new Map<Hook, typeof watches>(
    hooks.map((hook) => [hook, watches.filter(({ watch }) => watch[hook] !== undefined)]),
  );
  let violation: Violation | undefined;
  let isExcused = false;
  const violate = (finding: Finding | Misconduct, { id, kind }: Oracle): void => {
    violation = { ...finding, oracle: id, kind };
    history.add({ lane: 'oracle', did: 'violated', oracle: id, message: finding.message });
    onViolation();
  };
  return {
    ask: (hook, ...about) => {
      if (violation) return;
      for (const { oracle, watch } of askedBy.get(hook) ?? []) {
        if (isExcused && oracle.kind === 'liveness') continue;
        const answer = watch[hook] as (...all: typeof about) => Finding | undefined;
        const finding = answer(...about);
        if (finding) return violate(finding, oracle);
      }
    },
    accuse: (what) => {
      if (!violation) violate(what, conduct);
    },
    excuseLiveness: () => {
      isExcused = true;
    },
    violation: () => violation,
    exercised: () => watches.filter(({ watch }) => watch.isExercised()).map(({ oracle }) => oracle.id),
  };
}
