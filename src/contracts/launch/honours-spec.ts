import type { Instance, MachineSpec } from '../../provider/instance.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyLifeSteps } from '../generators/life-steps.ts';
import { anySpawnRequest } from '../generators/spawn-request.ts';
import { honouredGoal, mustReportOnceRead } from '../honoured.ts';

export const honoursSpec: Contract = defineContract({
  id: 'launch.honours-spec',
  intent: 'launch',
  title: 'The machine has the size that was asked for',
  statement:
    'Once the consistency window has passed, get reports the cpus and the memory that spawn was asked for: exactly, or at least that much where the service rounds up to fixed sizes. list reports the same where it reports a size.',
  reaches: [honouredGoal],
  breadth: 12,
  steps: (facts) => anyLifeSteps(facts, { kinds: ['spawn', 'spawn', 'wait'], request: anySpawnRequest(facts) }),
  boundaries: ({ smallest, largest }) =>
    [smallest, largest].map(({ cpus, memoryMiB }) => [
      { op: 'spawn', as: 'i1', request: { spec: { cpus, memoryMiB } } },
    ]),
  run: (trial) =>
    mustReportOnceRead(trial, {
      asked: ({ spec }) => spec,
      reported: ({ spec }) => spec,
      isHonoured: (asked, reported) => isSizeHonoured(asked, reported, trial.facts.roundsUp === true),
      expected: 'the size is what was asked for',
    }),
});

/** Untrusted: `reported` may hold anything. */
function isSizeHonoured(asked: MachineSpec, reported: Instance['spec'], roundsUp: boolean): boolean {
  if (typeof reported !== 'object' || reported === null) return false;
  return (['cpus', 'memoryMiB'] as const).every((part) =>
    roundsUp ? reported[part] >= asked[part] : reported[part] === asked[part],
  );
}
