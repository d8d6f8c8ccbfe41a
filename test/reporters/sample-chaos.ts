import type { ChaosReport } from '../../src/chaos/chaos-report.ts';
import { type Experiment, experimentSchema } from '../../src/chaos/experiment.ts';
import { findExhibit } from '../../src/chaos/museum/read-museum.ts';
import { shake } from '../../src/chaos/shake.ts';
import { tellStory } from '../../src/chaos/story.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import type { PageOptions } from '../../src/reporters/chaos-html.ts';
import { lanesOf, onSimulatedHost, play } from '../chaos/host.ts';

/** What the naive control plane of a museum entry did, drawn. */
export async function sampleRun(number: string, seed = 1): Promise<PageOptions> {
  const exhibit = await findExhibit(number);
  if (!exhibit) throw new Error(`there is no ${number}`);
  const experiment: Experiment = experimentSchema.parse(exhibit.entry.experiment);
  const { history } = await play(experiment, exhibit.entry, seed);
  const story = tellStory(experiment, history);
  return { title: `${number} fails`, story, events: history.events, experiment };
}

/** A report of the reference control plane, of one run. */
export function sampleChaosReport(): Promise<ChaosReport> {
  return shake({
    ...{ ...onSimulatedHost, providerName: 'orbstack', seed: 1, runs: 1 },
    openLanes: lanesOf(referenceControlPlane),
    ...{
      now: () => 0,
      isTimeUp: () => false,
      onRun: () => {},
      checksDeterminism: false,
      keep: async () => ({
        replay: '',
        emitted: { experiment: 'a.experiment.yaml', test: 'a.test.ts', page: 'x.html' },
      }),
    },
  });
}
