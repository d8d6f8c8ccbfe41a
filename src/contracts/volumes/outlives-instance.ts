import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { readyVolumes, smallestGiB, spawnWith, volumesMaxOf } from '../generators/volume-steps.ts';
import { eventuallyReadsGone, mustSpawn } from '../instance-checks.ts';
import type { Name, Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import {
  eventuallyVolume,
  mustBecomeAvailable,
  mustCreateVolume,
  mustHaveVolume,
  wasSeenAvailable,
} from '../volume-checks.ts';

const livesMax = 3;

export const outlivesInstance: Contract = defineContract({
  id: 'volumes.outlives-instance',
  intent: 'volume',
  title: 'A volume outlives its instances',
  statement:
    'A volume that is attached at spawn is shown as in-use while its instance lives. When the instance was terminated and is gone, the volume is still there, becomes available with the same id and size, and can be attached to the next instance, however often.',
  requires: ['persistentVolumes'],
  reaches: ['create-volume resolved', 'terminate resolved'],
  steps: (facts) =>
    fc
      .tuple(fc.integer({ min: 1, max: Math.min(livesMax, facts.instancesMax) }), fc.boolean(), fc.boolean())
      .map(([lives, runs, both]) =>
        livesOf(facts, lives, runs, ['v1', 'v2'].slice(0, volumesMaxOf(facts, both ? 2 : 1))),
      ),
  boundaries: (facts) => [livesOf(facts, Math.min(livesMax, facts.instancesMax), false, ['v1'])],
  run: async (trial: Trial) => {
    await trial.play({
      spawn: mustAttach,
      'create-volume': mustCreateVolume,
      'await-volume': mustBecomeAvailable,
      terminate: (result) => mustLetGo(result, trial),
    });
  },
});

async function mustAttach(result: StepResult<'spawn'>, trial: Trial): Promise<void> {
  const { as, request } = result.step;
  const volumes = request.volumeIds ?? [];
  // Where a wait for its volume was left out, or the end of who had it before, nobody promised anything.
  const isFree = volumes.every((name) => wasSeenAvailable(trial, name)) && trial.alive().every((name) => name === as);
  if (!isFree && result.outcome !== 'resolved') return;
  mustSpawn(result, trial);
  for (const name of volumes) {
    await eventuallyVolume(
      trial,
      name,
      'a volume of a living instance is in-use',
      (volume) => volume?.status === 'in-use',
    );
  }
}

async function mustLetGo(result: StepResult<'terminate'>, trial: Trial): Promise<void> {
  mustResolve(trial, result);
  const { target } = result.step;
  if (trial.idOf(target) === undefined) return;
  await eventuallyReadsGone(trial, target);
  for (const name of volumesOf(trial, target)) {
    const expected = 'a volume outlives its instance and becomes available';
    await eventuallyVolume(trial, name, expected, (volume) => volume?.status === 'available');
    const volume = await mustHaveVolume(trial, name, expected);
    const size = smallestGiB(trial.facts);
    trial.expect(
      volume.sizeGiB === size,
      'a volume keeps its size',
      () => `${name} has ${volume.sizeGiB} GiB, not ${size}`,
    );
  }
}

/** Those that no other instance holds. */
function volumesOf(trial: Trial, instance: Name): readonly Name[] {
  const spawns = trial.results('spawn').map(({ step }) => step);
  const isHeld = (volume: Name) =>
    spawns.some(({ as, request }) => trial.alive().includes(as) && request.volumeIds?.includes(volume));
  const own = spawns.find(({ as }) => as === instance)?.request.volumeIds ?? [];
  return own.filter((volume) => !isHeld(volume));
}

function livesOf(facts: WorldFacts, count: number, runs: boolean, volumes: readonly Name[]): readonly Step[] {
  return [
    ...readyVolumes(facts, ...volumes),
    ...Array.from({ length: count }, (_, index) => `i${index + 1}`).flatMap((name): readonly Step[] => [
      spawnWith(facts, name, ...volumes),
      ...(runs ? [{ op: 'await-running', target: name } as const] : []),
      { op: 'terminate', target: name },
    ]),
  ];
}
