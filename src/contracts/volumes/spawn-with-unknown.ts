import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyOddId } from '../generators/odd-id.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { anyUnknownId, typicalUnknownIds } from '../generators/unknown-id.ts';
import { readyVolumes, spawnWith } from '../generators/volume-steps.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';
import {
  eventuallyVolume,
  mustBecomeAvailable,
  mustCreateVolume,
  mustRefuseVolume,
  wasSeenAvailable,
} from '../volume-checks.ts';

export const spawnWithUnknown: Contract = defineContract({
  id: 'volumes.spawn-with-unknown',
  intent: 'volume',
  title: 'No instance gets a volume that is not there',
  statement:
    'spawn throws a ProviderError with the code INVALID_SPEC or NOT_FOUND, and creates nothing, where one of its volumes is one that the service does not know or that was deleted. The other volumes of that request stay free.',
  requires: ['persistentVolumes'],
  needs: ['ledger'],
  steps: (facts) =>
    fc
      .tuple(fc.oneof(anyUnknownId(), anyOddId()), fc.constantFrom('alone', 'first', 'last', 'deleted'))
      .map(([id, place]) => requestsWith(facts, id, place)),
  boundaries: (facts) => [
    requestsWith(facts, '', 'deleted'),
    ...(['alone', 'first', 'last'] as const).map((place) => requestsWith(facts, typicalUnknownIds[0] ?? '', place)),
  ],
  run: async (trial: Trial) => {
    await trial.play({
      'create-volume': mustCreateVolume,
      'await-volume': mustBecomeAvailable,
      spawn: (result) => mustRefuseVolume(trial, result),
      'delete-volume': async (result) => {
        const { target } = result.step;
        // One that is still being made may have to be finished first.
        if (trial.idOf(target) === undefined || !wasSeenAvailable(trial, target)) return;
        mustResolve(trial, result);
        await eventuallyVolume(trial, target, 'a volume that was deleted is gone', (volume) => volume === null);
        await waitQuiet(trial);
        const request = { ...plainRequest(trial.facts), volumeIds: [target] };
        mustRefuseVolume(trial, await trial.probe({ op: 'spawn', as: `with-${target}`, request }));
      },
    });
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'a spawn with a volume that is not there creates nothing');
    for (const { step } of trial.results('create-volume')) {
      if (trial.results('delete-volume').length > 0 || !wasSeenAvailable(trial, step.as)) continue;
      const expected = 'a spawn that was refused leaves the other volumes free';
      await eventuallyVolume(trial, step.as, expected, (volume) => volume?.status === 'available');
    }
  },
});

function requestsWith(facts: WorldFacts, id: string, place: 'alone' | 'first' | 'last' | 'deleted'): readonly Step[] {
  if (place === 'alone') return [spawnWith(facts, 'x1', id)];
  if (place === 'deleted') return [...readyVolumes(facts, 'v1'), { op: 'delete-volume', target: 'v1' }];
  return [...readyVolumes(facts, 'v1'), spawnWith(facts, 'x1', ...(place === 'first' ? [id, 'v1'] : ['v1', id]))];
}
