import { expect, test } from 'vitest';
import { disturbanceKinds } from '../../src/chaos/disturbance-kinds.ts';
import { type Experiment, experimentSchema } from '../../src/chaos/experiment.ts';
import { generateExperiment } from '../../src/chaos/generate-experiment.ts';
import { readMuseum } from '../../src/chaos/museum/read-museum.ts';
import { withoutOperations, withoutOrphans } from '../../src/chaos/smaller-experiments.ts';
import { findUnlaunched } from '../../src/cli/unlaunched.ts';
import type { ControlPlaneFeature } from '../../src/controlplane/control-plane.ts';

const features: readonly ControlPlaneFeature[] = ['deadline', 'failover', 'jobs'];
const drawn = Array.from({ length: 300 }, (_, seed) =>
  generateExperiment(seed, { kinds: disturbanceKinds, windowMs: 5_000, features }),
);

test('what is drawn, and whatever the shrinker leaves of it, is never refused', () => {
  const shrunk = drawn.flatMap(smaller);
  expect(shrunk.length).toBeGreaterThan(1_000);
  expect([...drawn, ...shrunk].flatMap((each) => findUnlaunched(each)?.issues ?? [])).toEqual([]);
});

/** Without each one of its operations, and without each beginning of them. */
function smaller(experiment: Experiment): readonly Experiment[] {
  const { operations } = experiment;
  const fewer = operations.flatMap((_, at) => [
    withoutOperations(operations, at, at + 1),
    withoutOperations(operations, 0, at),
  ]);
  return fewer
    .filter(({ length }) => length > 0)
    .map((left) => withoutOrphans({ ...experiment, operations: [...left] }));
}

test('nor is any of the museum', async () => {
  const experiments = (await readMuseum()).map(({ entry }) => experimentSchema.parse(entry.experiment));
  expect(experiments.length).toBeGreaterThan(20);
  expect(experiments.flatMap((each) => findUnlaunched(each)?.issues ?? [])).toEqual([]);
});

test('a stored failure may hold what a person may not write: it plays as it was', () => {
  const operations = [{ do: 'terminate', intent: 'a', atMs: 0 }];
  const experiment = experimentSchema.parse({ version: 1, operations });
  expect(findUnlaunched(experiment)?.issues).toHaveLength(1);
});
