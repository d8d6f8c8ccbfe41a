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

/** A green run in which something never ran is none. Whatever failed came twice in the same way, so it counts first. */
export function judgeExploration(exploration: Exploration, asked: Asked): Judgement {
  const { failures, divergences, lost } = exploration;
  const odd = [
    ...divergences.map(({ seed, run }) => `run ${run}, of seed ${seed}, gave two histories`),
    ...lost.map(({ run, text }) => `run ${run} was lost: ${text}`),
    ...exploration.problems,
  ];
  if (failures.length > 0) {
    const isSafety = failures.some(({ result }) => result.violation.kind === 'safety');
    return { verdict: isSafety ? 'fail-safety' : 'fail-liveness', reasons: odd };
  }
  const unsafe = (asked.crashPoints ?? []).filter(({ outcome }) => outcome === 'unsafe');
  if (unsafe.length > 0) return { verdict: 'fail-safety', reasons: odd };
  if (divergences.length > 0) return { verdict: 'nondeterministic', reasons: odd };
  const idle = [...idleKinds(exploration, asked), ...idleOracles(exploration, asked)];
  const reasons = [...odd, ...whyIncomplete(exploration), ...idle];
  return { verdict: reasons.length === 0 ? 'pass' : 'inconclusive', reasons };
}

/** Fewer runs than were asked for are still runs: how many there were is told beside the verdict. */
function whyIncomplete({ isInterrupted, runs, lost }: Exploration): readonly string[] {
  if (isInterrupted) return [`it was interrupted after ${runs} runs`];
  return runs === 0 && lost.length === 0 ? ['there was no time for a single run'] : [];
}

/** Of an experiment, whatever it plans; of what is drawn, what was planned often enough for its silence to mean something. */
function idleKinds({ kinds }: Exploration, { experiment }: Asked): readonly string[] {
  return [...kinds].flatMap(([kind, { planned, acted }]) =>
    acted === 0 && (experiment || isTellingSilence(planned, actedShareMin))
      ? [`${kind} was planned in ${planned} runs and never changed anything`]
      : [],
  );
}

/** Of an experiment, those that it names; drawn runs are to give each something to judge, once there are enough of them. */
function idleOracles({ exercised, runs }: Exploration, { experiment, controlPlane }: Asked): readonly string[] {
  if (!experiment && !isTellingSilence(runs, exercisedShareMin)) return [];
  const suited = oracleSet.filter((oracle) => suits(oracle, controlPlane)).map(({ id }) => id);
  const asked = experiment ? (experiment.oracles ?? []) : suited;
  return asked.filter((id) => !exercised.has(id)).map((id) => `${id} never had anything to judge`);
}
