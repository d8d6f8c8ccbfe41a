import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyPause, longestPause } from '../generators/pause.ts';
import { readyVolumes, spawnWith } from '../generators/volume-steps.ts';
import { eventuallyReadsGone, mustSpawn } from '../instance-checks.ts';
import { mustRefuse } from '../refusals.ts';
import type { Name, Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { mustExist } from '../truth-checks.ts';
import {
  eventuallyVolume,
  isVolumeGone,
  mustBecomeAvailable,
  mustCreateVolume,
  mustHaveVolume,
  wasSeenAvailable,
} from '../volume-checks.ts';

const timesMax = 3;
const expected = 'deleteVolume of a volume that is held changes nothing';

export const inUseStays: Contract = defineContract({
  id: 'volumes.in-use-stays',
  intent: 'volume',
  title: 'A volume in use is not deleted',
  statement:
    'While an instance holds a volume, deleteVolume throws a ProviderError however often it is called, and changes nothing: the volume and the instance stay. When the instance is gone, deleteVolume resolves and the volume is gone too.',
  requires: ['persistentVolumes'],
  needs: ['ledger'],
  steps: (facts) =>
    fc
      .tuple(fc.array(anyPause(facts), { minLength: 1, maxLength: timesMax }), fc.boolean())
      .map(([pauses, ends]) => attempts(facts, pauses, ends)),
  boundaries: (facts) => [
    attempts(facts, [[], []], true),
    // What an earlier attempt has begun shows at a later one.
    attempts(facts, [[], [], [longestPause(facts)], [longestPause(facts)]], false),
  ],
  run: async (trial: Trial) => {
    await trial.play({
      spawn: (result) => {
        if (result.step.request.volumeIds?.every((name) => wasSeenAvailable(trial, name))) mustSpawn(result, trial);
      },
      'create-volume': mustCreateVolume,
      'await-volume': mustBecomeAvailable,
      'delete-volume': (result) => mustKeep(result, trial),
      terminate: async (result) => {
        mustResolve(trial, result);
        if (trial.idOf(result.step.target) !== undefined) await mustBeDeletable(trial, result.step.target);
      },
    });
  },
});

async function mustKeep(result: StepResult<'delete-volume'>, trial: Trial): Promise<void> {
  const { target } = result.step;
  const holder = holderOf(trial, target);
  if (holder === undefined) return;
  mustRefuse(trial, result, 'deleteVolume throws a ProviderError for a volume that is held');
  await mustHaveVolume(trial, target, expected);
  await mustExist(trial, holder, expected);
  await mustStayInLedger(trial, target);
}

async function mustStayInLedger(trial: Trial, target: Name): Promise<void> {
  const entry = (await trial.ledger.entries()).find(({ id }) => id === trial.idOf(target));
  trial.expect(entry?.gone !== true, expected, () => `${target} is gone in the ledger`);
}

/** Deleting it may have to wait until its instance is really gone. */
async function mustBeDeletable(trial: Trial, instance: Name): Promise<void> {
  await eventuallyReadsGone(trial, instance);
  const [volume] = trial.results('spawn').find(({ step }) => step.as === instance)?.step.request.volumeIds ?? [];
  if (volume === undefined || trial.idOf(volume) === undefined) return;
  await eventuallyVolume(
    trial,
    volume,
    'a volume becomes available when its instance is gone',
    (seen) => seen?.status === 'available',
  );
  mustResolve(
    trial,
    await trial.probe({ op: 'delete-volume', target: volume }),
    'deleteVolume resolves for a volume that nobody holds',
  );
  await eventuallyVolume(trial, volume, 'a volume that was deleted is gone', isVolumeGone);
}

function holderOf(trial: Trial, volume: Name): Name | undefined {
  const alive = trial.alive();
  const holder = trial
    .results('spawn')
    .find(({ step }) => alive.includes(step.as) && step.request.volumeIds?.includes(volume));
  return trial.idOf(volume) === undefined ? undefined : holder?.step.as;
}

function attempts(facts: WorldFacts, pauses: readonly (readonly Step[])[], ends: boolean): readonly Step[] {
  return [
    ...readyVolumes(facts, 'v1'),
    spawnWith(facts, 'i1', 'v1'),
    ...pauses.flatMap((pause): readonly Step[] => [...pause, { op: 'delete-volume', target: 'v1' }]),
    ...(ends ? [{ op: 'terminate', target: 'i1' } as const] : []),
  ];
}
