import { openOptions } from '../../src/chaos/chaos-world.ts';
import { disturbanceKinds } from '../../src/chaos/disturbance-kinds.ts';
import { type Experiment, experimentSchema } from '../../src/chaos/experiment.ts';
import { inProcessLane } from '../../src/chaos/lanes/in-process-lane.ts';
import { type RunResult, runExperiment } from '../../src/chaos/run-experiment.ts';
import type { ShakeOptions } from '../../src/chaos/shake.ts';
import { simulatedOrbstack } from '../../src/clouds/orbstack/testbed.ts';
import type { ControlPlaneModule } from '../../src/controlplane/control-plane.ts';
import type { ProviderModule } from '../../src/provider/registration.ts';
import { orbstack } from '../../src/providers/orbstack/orbstack.ts';

/** Everything that a run needs but its experiment, its control plane and its seed. */
export const onSimulatedHost = {
  testbed: simulatedOrbstack(),
  provider: orbstack,
  signal: new AbortController().signal,
} as const;

const world = await onSimulatedHost.testbed.open(openOptions(orbstack, 0, onSimulatedHost.signal));

/** What can be done there. */
export const kindsOnSimulatedHost = disturbanceKinds.filter((kind) => kind.missing(world) === null);

/** Shakes it in this process. */
export function lanesOf(controlPlane: ControlPlaneModule): ShakeOptions['openLanes'] {
  return async (setup) => ({
    lanes: [inProcessLane({ ...onSimulatedHost, controlPlane }, setup)],
    about: controlPlane,
  });
}

/** Runs an experiment as it may be written in a file. */
export function play(
  experiment: unknown,
  controlPlane: ControlPlaneModule,
  seed: number,
  provider: ProviderModule = orbstack,
): Promise<RunResult> {
  const checked: Experiment = experimentSchema.parse(experiment);
  return runExperiment(checked, { ...onSimulatedHost, provider, controlPlane, seed });
}
