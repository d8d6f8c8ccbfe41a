import { divergenceOf } from '../divergence.ts';
import { type RunOptions, runExperiment } from '../run-experiment.ts';
import { shrinkExperiment } from '../shrink-experiment.ts';
import type { AnswerOf, LaneTask } from './lane.ts';
import { type LaneSetup, plannedRun } from './lane-setup.ts';
import { type PlayedRun, toPlayedRun } from './played-run.ts';
import { type RunSummary, summarize } from './run-summary.ts';
import type { ShrunkFailure } from './shrunk-failure.ts';

/** What a lane works with, beside the plain data of its setup. */
export interface LaneHost extends Omit<RunOptions, 'seed'> {
  /** Real time, for what may not take for ever. */
  readonly wallMs: () => number;
}

/** Does a task here and now. The answer is plain data. */
export async function performTask<T extends LaneTask>(task: T, host: LaneHost, setup: LaneSetup): Promise<AnswerOf<T>> {
  return (await perform(task, host, setup)) as AnswerOf<T>;
}

async function perform(task: LaneTask, host: LaneHost, setup: LaneSetup): Promise<AnswerOf<LaneTask>> {
  switch (task.do) {
    case 'run':
      return run(task, host, setup);
    case 'shrink':
      return shrink(task, host, setup);
    case 'play':
      return play(task, host);
  }
}

/** A failure is believed when it comes a second time. */
async function run({ index, isTwice }: TaskOf<'run'>, host: LaneHost, setup: LaneSetup): Promise<RunSummary> {
  const { seed, experiment } = plannedRun(setup, index, host.controlPlane.features ?? []);
  const once = () => runExperiment(experiment, { ...host, seed });
  const result = await once();
  const summary = summarize({ index, seed }, experiment, result);
  // In real time nothing is tried once more.
  if (!isTwice && (!result.violation || host.shared)) return { ...summary, isRepeated: false };
  const diverged = divergenceOf({ seed, run: index + 1 }, result, await once());
  return { ...summary, isRepeated: true, ...(diverged && { diverged }) };
}

async function shrink({ index, failed }: TaskOf<'shrink'>, host: LaneHost, setup: LaneSetup): Promise<ShrunkFailure> {
  if (host.shared) return { ...failed, shrinkRuns: 0 };
  const { seed } = plannedRun(setup, index, host.controlPlane.features ?? []);
  return shrinkExperiment({
    ...{ failed, signal: host.signal, wallMs: host.wallMs },
    again: (candidate) => runExperiment(candidate, { ...host, seed }),
  });
}

async function play({ seed, experiment }: TaskOf<'play'>, host: LaneHost): Promise<PlayedRun> {
  return toPlayedRun({ index: 0, seed }, experiment, await runExperiment(experiment, { ...host, seed }));
}

type TaskOf<D extends LaneTask['do']> = Extract<LaneTask, { do: D }>;
