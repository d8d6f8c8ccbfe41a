import type { ChaosVerdict } from './chaos-report.ts';
import type { Exploration, ExploreOptions } from './explore.ts';
import { oracleSet, suits } from './oracles/oracle-set.ts';

/** What an exploration came to, and why where nothing was violated. */
export interface Judgement {
  readonly verdict: ChaosVerdict;
  readonly reasons: readonly string[];
}

type Asked = Pick<ExploreOptions, 'experiment' | 'controlPlane'>;

/** A green run in which something never ran is none. */
export function judgeExploration(exploration: Exploration, asked: Asked): Judgement {
  const { failure, diverged } = exploration;
  if (diverged !== undefined) {
    return { verdict: 'nondeterministic', reasons: [`seed ${diverged} gave two histories`] };
  }
  if (failure?.result.violation) return { verdict: `fail-${failure.result.violation.kind}`, reasons: [] };
  const reasons = [...whyIncomplete(exploration), ...idleKinds(exploration), ...idleOracles(exploration, asked)];
  return { verdict: reasons.length === 0 ? 'pass' : 'inconclusive', reasons };
}

/** Fewer runs than were asked for are still runs: how many there were is told beside the verdict. */
function whyIncomplete({ isInterrupted, runs, problems }: Exploration): readonly string[] {
  if (isInterrupted) return [`it was interrupted after ${runs} runs`];
  if (problems.length > 0) return problems;
  return runs === 0 ? ['there was no time for a single run'] : [];
}

function idleKinds({ kinds }: Exploration): readonly string[] {
  return [...kinds].flatMap(([kind, { planned, acted }]) =>
    acted > 0 ? [] : [`${kind} was planned in ${planned} runs and never changed anything`],
  );
}

/** Of an experiment, those that it names; drawn ones are to give each something to judge. */
function idleOracles({ exercised }: Exploration, { experiment, controlPlane }: Asked): readonly string[] {
  const suited = oracleSet.filter((oracle) => suits(oracle, controlPlane)).map(({ id }) => id);
  const asked = experiment ? (experiment.oracles ?? []) : suited;
  return asked.filter((id) => !exercised.has(id)).map((id) => `${id} never had anything to judge`);
}
