import type { ChaosReport } from '../chaos/chaos-report.ts';
import type { ChaosFailure } from '../chaos/explore.ts';
import type { SurvivedRun } from '../chaos/first-run.ts';
import { tellStory } from '../chaos/story.ts';
import type { PageOptions } from '../reporters/chaos-html.ts';

/** What is drawn of a failure: its last run, as small as it was made. */
export function drawnFailure(report: ChaosReport, { experiment, result }: ChaosFailure): PageOptions {
  return {
    title: `${nameIn(report)}: ${result.violation.oracle} is violated`,
    story: tellStory(experiment, result.history),
    events: result.history.events,
    experiment,
  };
}

/** What is drawn where nothing failed: the first run. */
export function drawnSurvivor(report: ChaosReport, { experiment, events }: SurvivedRun): PageOptions {
  const { run, crashPoints } = report;
  const which = crashPoints ? 'the run without a crash' : `run 1 of ${run.made.toLocaleString('en-US')}`;
  return {
    title: `${nameIn(report)}: ${which}, survived`,
    story: tellStory(experiment, { events }),
    events,
    experiment,
  };
}

function nameIn({ controlPlane }: ChaosReport): string {
  return controlPlane.path ?? controlPlane.name;
}
