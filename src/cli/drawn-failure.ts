import type { ChaosReport } from '../chaos/chaos-report.ts';
import type { ChaosFailure } from '../chaos/explore.ts';
import { tellStory } from '../chaos/story.ts';
import type { PageOptions } from '../reporters/chaos-html.ts';

/** What is drawn of a failure: its last run, as small as it was made. */
export function drawnFailure({ controlPlane }: ChaosReport, { experiment, result }: ChaosFailure): PageOptions {
  const name = controlPlane.path ?? controlPlane.name;
  return {
    title: `${name}: ${result.violation?.oracle} is violated`,
    story: tellStory(experiment, result.history),
    events: result.history.events,
    experiment,
  };
}
