import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyOddId } from '../generators/odd-id.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { anyUnknownId } from '../generators/unknown-id.ts';
import { mustSpawn } from '../instance-checks.ts';
import { mustRefuse } from '../refusals.ts';
import { mustSnapshot } from '../snapshot-checks.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const idsMax = 3;

export const unknownInstance: Contract = defineContract({
  id: 'snapshots.unknown-instance',
  intent: 'snapshot',
  title: 'A snapshot of an unknown instance is NOT_FOUND',
  statement:
    'createSnapshot throws a ProviderError with the code NOT_FOUND, and creates nothing, for an id that the service does not know, however the id is spelt and whatever instances there are.',
  requires: ['snapshots'],
  needs: ['ledger'],
  steps: (facts) =>
    fc
      .tuple(fc.array(fc.oneof(anyUnknownId(), anyOddId()), { minLength: 1, maxLength: idsMax }), fc.boolean())
      .map(([ids, alone]): readonly Step[] => [
        ...(alone ? [] : [...runningMachine(facts), { op: 'create-snapshot', as: 's1', target: 'i1' } as const]),
        ...ids.map((target, index): Step => ({ op: 'create-snapshot', as: `x${index + 1}`, target })),
      ]),
  run: async (trial: Trial) => {
    const before = new Set(await snapshotIds(trial));
    await trial.play({
      spawn: mustSpawn,
      'create-snapshot': (result) => {
        if (trial.idOf(result.step.target) !== undefined) mustSnapshot(result, trial);
        // Where the spawn was left out, its name is an id that nobody knows.
        else mustRefuse(trial, result, 'createSnapshot throws NOT_FOUND for an id that nobody knows', ['NOT_FOUND']);
      },
    });
    const told = new Set(trial.results('create-snapshot').map(({ step }) => trial.idOf(step.as)));
    const strays = (await snapshotIds(trial)).filter((id) => !before.has(id) && !told.has(id));
    const expected = 'createSnapshot creates nothing for an id that nobody knows';
    trial.expect(strays.length === 0, expected, () => `${describeValue(strays)} nobody was told of`);
  },
});

async function snapshotIds(trial: Trial): Promise<readonly string[]> {
  return (await trial.ledger.entries()).filter(({ kind, gone }) => kind === 'snapshot' && !gone).map(({ id }) => id);
}
