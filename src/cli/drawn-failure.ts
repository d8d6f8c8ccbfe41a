import type { ReportedFailure } from '../chaos/chaos-report.ts';
import type { ChaosFailure } from '../chaos/explore.ts';
import type { PageOptions } from '../reporters/chaos-html.ts';

/** What is drawn of a failure: its last run, as small as it was made. */
export function drawnFailure(
  name: string,
  { experiment, result }: ChaosFailure,
  failure: ReportedFailure,
): PageOptions {
  return {
    title: `${name}: ${failure.oracle} is violated`,
    story: failure.story,
    failure,
    events: result.history.events,
    experiment,
  };
}
