import fc from 'fast-check';
import { isObject } from '../../provider/is-object.ts';
import type { Snapshot } from '../../provider/resources.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyPause, pausesMs } from '../generators/pause.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { mustSpawn } from '../instance-checks.ts';
import { mustBecomeReady, mustSnapshot } from '../snapshot-checks.ts';
import type { Name, Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

const snapshotsMax = 3;
const looksMax = 8;

export const progressForward: Contract = defineContract({
  id: 'snapshots.progress-forward',
  intent: 'snapshot',
  title: 'A snapshot only moves forward, and becomes ready',
  statement:
    'From createSnapshot on, the progress of a snapshot is a number from 0 to 100 that never falls, its status is pending, ready or failed and stays ready once it is, and ready means 100. Every snapshot of a running instance becomes ready within the boot timeout.',
  requires: ['snapshots'],
  reaches: ['status ready'],
  breadth: 2,
  steps: (facts) => {
    const look = fc.tuple(anyPause(facts), fc.nat({ max: snapshotsMax - 1 }));
    return fc
      .tuple(fc.integer({ min: 1, max: snapshotsMax }), fc.array(look, { maxLength: looksMax }))
      .map(([count, looks]) => looked(facts, count, looks));
  },
  boundaries: (facts) => {
    const waits = pausesMs(facts).map((ms): readonly Step[] => [{ op: 'wait', ms }]);
    return [
      looked(
        facts,
        1,
        [...waits, ...waits].map((wait) => [wait, 0]),
      ),
    ];
  },
  run: async (trial: Trial) => {
    const last = new Map<Name, Snapshot>();
    const made: Name[] = [];
    await trial.play({
      spawn: mustSpawn,
      'create-snapshot': (result) => {
        mustSnapshot(result, trial);
        if (result.outcome !== 'resolved') return;
        made.push(result.step.as);
        mustMoveForward(trial, last, result.step.as, result.value);
      },
      'snapshot-status': (result) => mustTell(trial, last, result),
    });
    for (const target of made) {
      const awaited = await trial.probe({ op: 'await-snapshot', target });
      mustBecomeReady(awaited, trial);
      if (awaited.outcome === 'resolved') mustMoveForward(trial, last, target, awaited.value);
      mustTell(trial, last, await trial.probe({ op: 'snapshot-status', target }));
    }
  },
});

/** So many snapshots of a machine that runs, and looks at them: a pause, and which one of them. */
function looked(
  facts: WorldFacts,
  count: number,
  looks: readonly (readonly [readonly Step[], number])[],
): readonly Step[] {
  return [
    ...runningMachine(facts),
    ...Array.from(
      { length: count },
      (_, index): Step => ({ op: 'create-snapshot', as: snapshotAt(index), target: 'i1' }),
    ),
    ...looks.flatMap(([pause, pick]): readonly Step[] => [
      ...pause,
      { op: 'snapshot-status', target: snapshotAt(pick % count) },
    ]),
  ];
}

function mustTell(trial: Trial, last: Map<Name, Snapshot>, result: StepResult<'snapshot-status'>): void {
  const { target } = result.step;
  if (!last.has(target)) return;
  const snapshot = mustResolve(trial, result, 'getSnapshotStatus resolves for a snapshot');
  mustMoveForward(trial, last, target, snapshot);
}

function mustMoveForward(trial: Trial, last: Map<Name, Snapshot>, name: Name, snapshot: Snapshot): void {
  const seen = () => `${name} is ${describeValue(snapshot)}, before it was ${describeValue(last.get(name))}`;
  trial.expect(isWellFormed(snapshot), 'a snapshot has a status, and a progress from 0 to 100', seen);
  const before = last.get(name);
  last.set(name, snapshot);
  if (snapshot.status === 'ready') trial.expect(snapshot.progress === 100, 'a snapshot that is ready is at 100', seen);
  if (before === undefined) return;
  const isForward = snapshot.progress >= before.progress && (before.status !== 'ready' || snapshot.status === 'ready');
  trial.expect(
    isForward,
    'a snapshot never moves backward',
    () => `${name} went from ${before.status} at ${before.progress} to ${snapshot.status} at ${snapshot.progress}`,
  );
}

function isWellFormed(snapshot: unknown): snapshot is Snapshot {
  if (!isObject(snapshot)) return false;
  const { status, progress } = snapshot;
  const isKnown = status === 'pending' || status === 'ready' || status === 'failed';
  return isKnown && typeof progress === 'number' && progress >= 0 && progress <= 100;
}

function snapshotAt(index: number): Name {
  return `s${index + 1}`;
}
