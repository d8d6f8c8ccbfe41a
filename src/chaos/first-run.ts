import type { Experiment } from './experiment.ts';
import type { HistoryEvent } from './history.ts';
import { isLost, type Lane, type LaneSubject } from './lanes/lane.ts';
import { type LaneSetup, plannedRun } from './lanes/lane-setup.ts';

/** A run in which every oracle held, event by event. */
export interface SurvivedRun {
  readonly experiment: Experiment;
  readonly events: readonly HistoryEvent[];
}

/**
 * The first run once more: of those that are survived nobody keeps the history, and the same seed gives it again. With
 * crash points it is the run without a crash. Gives undefined where it is not survived after all.
 */
export async function firstRunAgain(
  lane: Lane,
  {
    about,
    setup,
    isExhaustive,
  }: { readonly about: LaneSubject; readonly setup: LaneSetup; readonly isExhaustive: boolean },
): Promise<SurvivedRun | undefined> {
  const planned = plannedRun(setup, 0, about.features ?? []);
  const seed = isExhaustive ? setup.seed : planned.seed;
  const played = await lane.ask({ do: 'play', seed, experiment: planned.experiment });
  if (isLost(played) || played.summary.failed) return undefined;
  return { experiment: planned.experiment, events: played.events };
}
