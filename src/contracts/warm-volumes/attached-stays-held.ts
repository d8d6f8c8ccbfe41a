import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyPause } from '../generators/pause.ts';
import { spawnWith } from '../generators/volume-steps.ts';
import { claim, claimAt, claimsSure, release } from '../generators/warm-steps.ts';
import { mustSpawn } from '../instance-checks.ts';
import { mustRefuse } from '../refusals.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { mustClaimOrBeToldEmpty } from '../warm-claims.ts';

const timesMax = 3;

export const attachedStaysHeld: Contract = defineContract({
  id: 'warm-volumes.attached-stays-held',
  intent: 'volume',
  title: 'A warm volume of an instance is given to nobody else',
  statement:
    'While an instance holds a warm volume, no claim gives it to anybody, also after releaseWarmVolume was called for it, and no other instance can be spawned with it.',
  requires: ['warmVolumes'],
  steps: (facts) =>
    fc
      .tuple(fc.integer({ min: 1, max: timesMax }), anyPause(facts), fc.boolean())
      .map(([times, pause, second]) => givenAway(facts, times, pause, second && facts.instancesMax > 1)),
  boundaries: (facts) => [givenAway(facts, 1, [], facts.instancesMax > 1)],
  run: async (trial: Trial) => {
    await trial.play({
      'claim-warm': (result) => mustNotGiveAway(result, trial),
      spawn: (result) => {
        const [name] = result.step.request.volumeIds ?? [];
        if (name === undefined || trial.idOf(name) === undefined) return;
        const isHeld = trial.alive().some((other) => other !== result.step.as);
        if (isHeld) mustRefuse(trial, result, 'spawn with a warm volume that an instance holds throws a ProviderError');
        else if (trial.results('release-warm').length === 0) mustSpawn(result, trial);
      },
    });
  },
});

function mustNotGiveAway(result: StepResult<'claim-warm'>, trial: Trial): void {
  mustClaimOrBeToldEmpty(trial, result);
  const given = trial.idOf(result.step.as);
  if (given === undefined || trial.alive().length === 0 || result.step.as === 'w1') return;
  const expected = 'a claim never gives the volume of an instance';
  trial.expect(given !== trial.idOf('w1'), expected, () => `${result.step.as} is w1, which an instance holds`);
}

/** Every other volume is claimed too, so that the pool has only that one to give. */
function givenAway(facts: WorldFacts, times: number, pause: readonly Step[], second: boolean): readonly Step[] {
  return [
    claim('w1'),
    spawnWith(facts, 'i1', 'w1'),
    ...Array.from({ length: times }, () => release('w1')),
    ...(second ? [spawnWith(facts, 'i2', 'w1')] : []),
    ...pause,
    ...Array.from({ length: claimsSure(facts) }, (_, index) => claim(claimAt(index + 1))),
  ];
}
