import { hash } from 'node:crypto';
import type { Experiment } from '../experiment.ts';
import { conduct } from '../oracles/conduct.ts';
import { shrinkExperiment } from '../shrink-experiment.ts';
import { isLost, type Lane, type LaneSubject, type LaneTask, type Lost } from './lane.ts';
import { type LaneSetup, plannedRun } from './lane-setup.ts';
import type { RunSummary } from './run-summary.ts';
import type { FailedExperiment, FailedRun, ShrunkFailure } from './shrunk-failure.ts';

export interface BlameOptions {
  readonly setup: LaneSetup;
  readonly about: LaneSubject;
  readonly signal: AbortSignal;
  readonly wallMs: () => number;
}

/**
 * A lane on which a run that is lost is a failure of the control plane that made it hang or ended its process: one with a
 * seed, which is made small and stored like every other. Not for our own, of which a loss says that Assay is broken.
 */
export function blameLostRuns(lane: Lane, options: BlameOptions): Lane {
  const ask = async (task: LaneTask): Promise<unknown> => {
    if (task.do === 'shrink' && isConduct(task.failed)) return shrinkLost(task, lane, options);
    const answer = await lane.ask(task);
    if (task.do !== 'run' || !isLost(answer) || answer.lost === 'ended') return answer;
    return summaryOf(answer, task.index, options);
  };
  return { ...lane, ask: ask as Lane['ask'] };
}

/** What failed where nothing came of a run. There is no history: it was lost with the process. */
export function failedByLoss({ lost, text }: Lost): FailedRun {
  const [message = '', ...lastWords] = text.split('\n');
  const signature = lost === 'hung' ? 'hang' : 'exit';
  const { id: oracle, kind } = conduct;
  const event = { atMs: 0, lane: 'oracle', did: 'violated', oracle, message } as const;
  return {
    violation: { oracle, kind, signature, message, ...(lastWords.length > 0 && { lastWords: lastWords.join('\n') }) },
    history: { events: [event] },
    digest: `sha256:${hash('sha256', JSON.stringify(event))}`,
  };
}

function isConduct({ result: { violation, history } }: FailedExperiment): boolean {
  return violation.oracle === conduct.id && history.events.length === 1;
}

function summaryOf(lost: Lost, index: number, { setup, about }: BlameOptions): RunSummary {
  const { seed, experiment } = plannedRun(setup, index, about.features ?? []);
  return {
    ...{ index, seed, simulatedMs: 0, events: 0, isRepeated: false },
    ...{ planned: [], acted: [], exercised: [], reactions: [], problems: [] },
    failed: { experiment, result: failedByLoss(lost) },
  };
}

/** From outside: a process that hangs makes nothing smaller. */
async function shrinkLost(
  { index, failed }: Extract<LaneTask, { do: 'shrink' }>,
  lane: Lane,
  { setup, about, signal, wallMs }: BlameOptions,
): Promise<ShrunkFailure> {
  const { seed } = plannedRun(setup, index, about.features ?? []);
  const again = async (experiment: Experiment) => {
    const answer = await lane.ask({ do: 'play', seed, experiment });
    return isLost(answer) ? failedByLoss(answer) : { ...failed.result, violation: undefined };
  };
  return shrinkExperiment({ failed, signal, wallMs, again });
}
