import type { ChaosReport, ChaosVerdict } from './chaos-report.ts';
import type { Experiment } from './experiment.ts';
import type { Exploration } from './explore.ts';
import { oracleSet, suits } from './oracles/oracle-set.ts';
import { isTellingSilence } from './rule-of-three.ts';

/** What an exploration came to, and what keeps it from being a pass beside its failures. */
export interface Judgement {
  readonly verdict: ChaosVerdict;
  readonly reasons: readonly string[];
}

/** A drawn disturbance is to act in so many of the runs that plan it, a drawn run to give an oracle something in so many. */
const actedShareMin = 0.15;
const exercisedShareMin = 0.02;

interface Asked {
  readonly experiment?: Experiment;
  readonly controlPlane: Parameters<typeof suits>[1];
  readonly crashPoints?: ChaosReport['crashPoints'];
}

/** What a judgement rests on, of one exploration or of several parts of one. */
export interface Judged
  extends Pick<Exploration, 'runs' | 'kinds' | 'exercised' | 'problems' | 'divergences' | 'lost'> {
  readonly isInterrupted: boolean;
  /** The kind of the oracle of each failure. */
  readonly violated: readonly ('safety' | 'liveness')[];
  readonly crashPoints?: ChaosReport['crashPoints'];
  readonly isDrawn: boolean;
  /** The oracles that are to have something to judge. */
  readonly oracles: readonly string[];
  /** One of several parts: whether something never ran, only all of them together can tell. */
  readonly isPart: boolean;
  /** What a whole lacks. */
  readonly missing: readonly string[];
}

/** A green run in which something never ran is none. Whatever failed came twice in the same way, so it counts first. */
export function judgeExploration(exploration: Exploration, asked: Asked): Judgement {
  const { experiment, crashPoints } = asked;
  return judge({
    ...exploration,
    ...(crashPoints && { crashPoints }),
    violated: exploration.failures.map(({ result }) => result.violation.kind),
    isDrawn: experiment === undefined,
    oracles: oraclesOf(asked),
    isPart: exploration.counted !== undefined,
    missing: [],
  });
}

/** Of an experiment, those that it names; of drawn runs, all that have something to judge of such a control plane. */
export function oraclesOf({ experiment, controlPlane }: Pick<Asked, 'experiment' | 'controlPlane'>): readonly string[] {
  if (experiment) return experiment.oracles ?? [];
  return oracleSet.filter((oracle) => suits(oracle, controlPlane)).map(({ id }) => id);
}

export function judge(judged: Judged): Judgement {
  const { violated, divergences, lost, missing } = judged;
  const odd = [
    ...divergences.map(({ seed, run }) => `run ${run}, of seed ${seed}, gave two histories`),
    ...lost.map(({ run, text }) => `run ${run} was lost: ${text}`),
    ...judged.problems,
    ...missing,
  ];
  if (violated.length > 0) {
    const isSafety = violated.includes('safety');
    return { verdict: isSafety ? 'fail-safety' : 'fail-liveness', reasons: odd };
  }
  const unsafe = (judged.crashPoints ?? []).filter(({ outcome }) => outcome === 'unsafe');
  if (unsafe.length > 0) return { verdict: 'fail-safety', reasons: odd };
  if (divergences.length > 0) return { verdict: 'nondeterministic', reasons: odd };
  const idle = judged.isPart ? [] : [...idleKinds(judged), ...idleOracles(judged)];
  const reasons = [...odd, ...whyIncomplete(judged), ...idle];
  return { verdict: reasons.length === 0 ? 'pass' : 'inconclusive', reasons };
}

/** Fewer runs than were asked for are still runs: how many there were is told beside the verdict. */
function whyIncomplete({ isInterrupted, runs, lost }: Judged): readonly string[] {
  if (isInterrupted) return [`it was interrupted after ${runs} runs`];
  return runs === 0 && lost.length === 0 ? ['there was no time for a single run'] : [];
}

/** Of an experiment, whatever it plans; of what is drawn, what was planned often enough for its silence to mean something. */
function idleKinds({ kinds, isDrawn }: Judged): readonly string[] {
  return [...kinds].flatMap(([kind, { planned, acted }]) =>
    acted === 0 && (!isDrawn || isTellingSilence(planned, actedShareMin))
      ? [`${kind} was planned in ${planned} runs and never changed anything`]
      : [],
  );
}

/** Of an experiment, those that it names; drawn runs are to give each something to judge, once there are enough of them. */
function idleOracles({ exercised, runs, isDrawn, oracles }: Judged): readonly string[] {
  if (isDrawn && !isTellingSilence(runs, exercisedShareMin)) return [];
  return oracles.filter((id) => !exercised.has(id)).map((id) => `${id} never had anything to judge`);
}
