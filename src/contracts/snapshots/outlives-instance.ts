import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { describeResult, mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyPause } from '../generators/pause.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { endedNames, eventuallyReadsGone, mustSpawn } from '../instance-checks.ts';
import { isReady, mustBecomeReady, mustSnapshot } from '../snapshot-checks.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const snapshotsMax = 2;

export const outlivesInstance: Contract = defineContract({
  id: 'snapshots.outlives-instance',
  intent: 'snapshot',
  title: 'A snapshot outlives its instance',
  statement:
    'A snapshot that is ready stays ready after its instance was terminated and is gone, and a machine that is spawned from it then comes to run.',
  requires: ['snapshots'],
  steps: (facts) =>
    fc
      .tuple(fc.integer({ min: 1, max: snapshotsMax }), anyPause(facts))
      .map(([count, pause]) => orphans(facts, count, pause)),
  run: async (trial: Trial) => {
    await trial.play({
      spawn: mustSpawn,
      'create-snapshot': mustSnapshot,
      'await-snapshot': mustBecomeReady,
      terminate: (result) => void mustResolve(trial, result),
    });
    for (const name of endedNames(trial)) await eventuallyReadsGone(trial, name);
    for (const { step } of trial.results('create-snapshot')) {
      if (isReady(trial, step.as)) await mustStay(trial, step.as);
    }
  },
});

/** One machine at a time, so that it fits into every world. */
async function mustStay(trial: Trial, target: Name): Promise<void> {
  const status = await trial.probe({ op: 'snapshot-status', target });
  const expected = 'a snapshot stays ready when its instance is gone';
  trial.expect(status.outcome === 'resolved' && status.value?.status === 'ready', expected, () =>
    describeResult(status),
  );
  if (trial.alive().length > 0) return;
  const as = `from-${target}`;
  const spawned = await trial.probe({ op: 'spawn', as, request: { ...plainRequest(trial.facts), snapshotId: target } });
  mustResolve(trial, spawned, 'spawn from a snapshot works when its instance is gone');
  const awaited = await trial.probe({ op: 'await-running', target: as });
  mustResolve(trial, awaited, 'a machine from a snapshot comes to run when its instance is gone');
  mustResolve(trial, await trial.probe({ op: 'terminate', target: as }));
}

function orphans(facts: WorldFacts, count: number, pause: readonly Step[]): readonly Step[] {
  const names = Array.from({ length: count }, (_, index) => `s${index + 1}`);
  return [
    ...runningMachine(facts),
    ...names.map((as): Step => ({ op: 'create-snapshot', as, target: 'i1' })),
    ...names.map((target): Step => ({ op: 'await-snapshot', target })),
    ...pause,
    { op: 'terminate', target: 'i1' },
  ];
}
