import { type PlayedExperiment, type PlayOptions, playOn } from './chaos/play-experiment.ts';
import { chaosWorkerUrl } from './cli/chaos-worker-url.ts';
import { loadRegistered } from './registry/load-registered.ts';

/**
 * Plays one experiment against a control plane, in a world of its own on virtual time, and says what came of it. The tests
 * that `assay chaos` writes of its failures consist of it.
 *
 * @example
 * import { playExperiment, referenceControlPlane } from 'assay/chaos';
 *
 * const { violation, story } = await playExperiment({
 *   experiment: {
 *     version: 1,
 *     operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
 *     disturbances: [{ id: 'd1', kind: 'server-error', trigger: { on: 'call', operation: 'spawn', nth: 1 }, count: 1 }],
 *   },
 *   seed: 7,
 *   controlPlane: referenceControlPlane,
 * });
 * if (violation) throw new Error(story.join('\n'));
 */
export async function playExperiment(options: PlayOptions): Promise<PlayedExperiment> {
  const { module: provider, testbeds } = await loadRegistered(providerName);
  const { testbed: name = 'simulated' } = options;
  const testbed = testbeds.find((each) => each.name === name);
  if (!testbed)
    throw new Error(`there is no testbed ${name}; choose one of ${testbeds.map((each) => each.name).join(', ')}`);
  return playOn({ provider, testbed, providerName, laneUrl: chaosWorkerUrl }, options);
}

const providerName = 'orbstack';
