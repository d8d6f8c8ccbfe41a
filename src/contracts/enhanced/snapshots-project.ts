import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { mustAgreeWithRead, mustProject } from '../enhanced-checks.ts';
import { anyPause } from '../generators/pause.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { foreignToSnapshot, snapshotFields } from '../generic-fields.ts';
import { mustSpawn } from '../instance-checks.ts';
import { mustBecomeReady, mustSnapshot } from '../snapshot-checks.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

const kind = { fields: snapshotFields, foreign: foreignToSnapshot };
const looksMax = 4;
const goal = 'whole snapshot';

export const snapshotsProject: Contract = defineContract({
  id: 'enhanced.snapshots-project',
  intent: 'snapshot',
  title: 'An enhanced snapshot projects to the generic one',
  statement:
    'While a snapshot is made, when it is ready, and after its end, enhanced.snapshots.get resolves to it, with everything that only its provider knows, or to null. project keeps each generic field as it is and nothing else, and gives what getSnapshotStatus gives.',
  requires: ['snapshots'],
  enhanced: true,
  reaches: [goal],
  breadth: 3,
  steps: (facts) =>
    fc.array(anyPause(facts), { minLength: 1, maxLength: looksMax }).map((pauses) => looks(facts, pauses)),
  boundaries: (facts) => [looks(facts, [[], []]), looks(facts, [[{ op: 'wait', ms: 1 }]])],
  run: (trial) =>
    trial.play({
      spawn: mustSpawn,
      'create-snapshot': mustSnapshot,
      'await-snapshot': mustBecomeReady,
      'get-enhanced-snapshot': mustBeTheSame,
    }),
});

const look: Step = { op: 'get-enhanced-snapshot', target: 's1' };

function looks(facts: WorldFacts, pauses: readonly (readonly Step[])[]): readonly Step[] {
  return [
    ...runningMachine(facts),
    { op: 'create-snapshot', as: 's1', target: 'i1' },
    ...pauses.flatMap((pause): readonly Step[] => [...pause, look]),
    { op: 'await-snapshot', target: 's1' },
    look,
    { op: 'delete-snapshot', target: 's1' },
    look,
  ];
}

async function mustBeTheSame(result: StepResult<'get-enhanced-snapshot'>, trial: Trial): Promise<void> {
  const { target } = result.step;
  if (trial.idOf(target) === undefined) return;
  if (mustProject(trial, result, kind).whole !== null) trial.reach(goal);
  await mustAgreeWithRead(trial, result.step, { op: 'snapshot-status', target });
}
