import type { ChaosVerdict } from './chaos-report.ts';
import type { Experiment } from './experiment.ts';
import type { Exploration } from './explore.ts';
import { oracleIds } from './oracles/oracle-set.ts';

/** What an exploration came to, and why where nothing was violated. */
export interface Judgement {
  readonly verdict: ChaosVerdict;
  readonly reasons: readonly string[];
}

/** A green run in which something never ran is none. */
export function judgeExploration(exploration: Exploration, experiment: Experiment | undefined): Judgement {
  const { failure, diverged } = exploration;
  if (diverged !== undefined) {
    return { verdict: 'nondeterministic', reasons: [`seed ${diverged} gave two histories`] };
  }
  if (failure?.result.violation) return { verdict: `fail-${failure.result.violation.kind}`, reasons: [] };
  const reasons = [...whyIncomplete(exploration), ...idleKinds(exploration), ...idleOracles(exploration, experiment)];
  return { verdict: reasons.length === 0 ? 'pass' : 'inconclusive', reasons };
}

/** Fewer runs than were asked for are still runs: how many there were is told beside the verdict. */
function whyIncomplete({ isInterrupted, runs }: Exploration): readonly string[] {
  if (isInterrupted) return [`it was interrupted after ${runs} runs`];
  return runs === 0 ? ['there was no time for a single run'] : [];
}

function idleKinds({ kinds }: Exploration): readonly string[] {
  return [...kinds].flatMap(([kind, { planned, acted }]) =>
    acted > 0 ? [] : [`${kind} was planned in ${planned} runs and never changed anything`],
  );
}

/** Of an experiment, those that it names; drawn ones are to give each something to judge. */
function idleOracles({ exercised }: Exploration, experiment: Experiment | undefined): readonly string[] {
  const asked = experiment ? (experiment.oracles ?? []) : oracleIds;
  return asked.filter((id) => !exercised.has(id)).map((id) => `${id} never had anything to judge`);
}
