import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { readyVolumes, spawnWith, volumesMaxOf } from '../generators/volume-steps.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustRefuse } from '../refusals.ts';
import type { Name, Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { mustExist, mustLeaveNoStrays } from '../truth-checks.ts';
import { mustBecomeAvailable, mustCreateVolume, wasSeenAvailable } from '../volume-checks.ts';

const spawnsMax = 4;

export const noDoubleAttach: Contract = defineContract({
  id: 'volumes.no-double-attach',
  intent: 'volume',
  title: 'A volume is attached to one instance only, or to many where it is shared',
  statement:
    'While an instance holds a volume, every spawn that asks for it throws a ProviderError and creates nothing, also one that asks for a free volume beside it. Of spawns at the same time that ask for one volume, at most one resolves. The instance that holds it stays. Where the service lets several instances hold a volume, every such spawn resolves instead.',
  requires: ['persistentVolumes'],
  needs: ['ledger'],
  steps: (facts) =>
    facts.instancesMax < 2
      ? fc.constant([...readyVolumes(facts, 'v1'), spawnWith(facts, 'i1', 'v1')])
      : fc.oneof(oneAfterAnother(facts), atTheSameTime(facts)),
  boundaries: (facts) =>
    facts.instancesMax < 2
      ? []
      : [
          [...readyVolumes(facts, 'v1'), spawnWith(facts, 'i1', 'v1'), spawnWith(facts, 'i2', 'v1')],
          ...besideAFreeOne(facts),
        ],
  run: async (trial: Trial) => {
    const holders = new Map<Name, Name>();
    await trial.play({
      'create-volume': mustCreateVolume,
      'await-volume': mustBecomeAvailable,
      spawn: (result) => mustAttachOnce(trial, holders, result),
      overlap: (result) => {
        if (result.outcome !== 'resolved') return;
        for (const { result: inner } of result.value.flat()) {
          if (inner.step.op === 'spawn') noteAtSameTime(trial, holders, inner as StepResult<'spawn'>);
        }
      },
    });
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'a spawn with a volume that is held creates nothing');
    for (const name of holders.values()) await mustExist(trial, name, 'the instance that holds a volume stays');
  },
});

/** A held volume and a free one, in either order. */
function besideAFreeOne(facts: WorldFacts): readonly (readonly Step[])[] {
  if (volumesMaxOf(facts, 2) < 2) return [];
  return [
    ['v1', 'v2'],
    ['v2', 'v1'],
  ].map((both) => [...readyVolumes(facts, 'v1', 'v2'), spawnWith(facts, 'i1', 'v1'), spawnWith(facts, 'i2', ...both)]);
}

function mustAttachOnce(trial: Trial, holders: Map<Name, Name>, result: StepResult<'spawn'>): void {
  const { as, request } = result.step;
  const volumes = request.volumeIds ?? [];
  const isHeld = volumes.some((name) => holders.has(name));
  if (isHeld && !trial.facts.volumesAreShared) {
    mustRefuse(trial, result, 'spawn with a volume that is held throws a ProviderError');
    return;
  }
  if (volumes.every((name) => wasSeenAvailable(trial, name))) mustSpawn(result, trial);
  if (result.outcome === 'resolved') for (const name of volumes) holders.set(name, as);
}

function noteAtSameTime(trial: Trial, holders: Map<Name, Name>, result: StepResult<'spawn'>): void {
  const { as, request } = result.step;
  if (result.outcome !== 'resolved') {
    mustRefuse(trial, result, 'a spawn that is refused throws a ProviderError');
    return;
  }
  for (const name of request.volumeIds ?? []) {
    const other = holders.get(name);
    trial.expect(
      other === undefined || trial.facts.volumesAreShared === true,
      'a volume is given to one instance only',
      () => `${describeValue(name)} went to ${other} and to ${as}`,
    );
    holders.set(name, as);
  }
}

/** A machine with the first volume, then others that ask for it, for a free one, or for both. */
function oneAfterAnother(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const wishes: readonly (readonly Name[])[] = [['v1'], ['v1', 'v2'], ['v2', 'v1'], ['v2']];
  const wish = fc.constantFrom(...wishes.filter(({ length }) => length === volumesMaxOf(facts, length)));
  const max = Math.min(spawnsMax, facts.instancesMax) - 1;
  return fc
    .tuple(fc.boolean(), fc.array(wish, { minLength: 1, maxLength: max }))
    .map(([runs, wanted]): readonly Step[] => [
      ...readyVolumes(facts, 'v1', 'v2'),
      spawnWith(facts, 'i1', 'v1'),
      ...(runs ? [{ op: 'await-running', target: 'i1' } as const] : []),
      ...wanted.map((names, index) => spawnWith(facts, `i${index + 2}`, ...names)),
    ]);
}

function atTheSameTime(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const clients = fc.integer({ min: 2, max: Math.min(3, facts.instancesMax) });
  return clients.map((count): readonly Step[] => [
    ...readyVolumes(facts, 'v1'),
    {
      op: 'overlap',
      clients: Array.from({ length: count }, (_, client) => [spawnWith(facts, `c${client + 1}`, 'v1')]),
    },
  ]);
}
