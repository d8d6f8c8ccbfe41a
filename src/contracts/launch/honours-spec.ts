import type { Instance, MachineSpec } from '../../provider/instance.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyLifeSteps, nameAt } from '../generators/life-steps.ts';
import { anySpawnRequest } from '../generators/spawn-request.ts';
import { honouredGoal, mustReportOnceRead } from '../honoured.ts';
import type { Step } from '../step.ts';

export const honoursSpec: Contract = defineContract({
  id: 'launch.honours-spec',
  intent: 'launch',
  title: 'The machine has the size that was asked for',
  statement:
    'Once the consistency window has passed, get reports the cpus and the memory that spawn was asked for: exactly, or at least that much where the service rounds up to fixed sizes. list reports the same where it reports a size.',
  reaches: [honouredGoal],
  breadth: 2,
  steps: (facts) => anyLifeSteps(facts, { kinds: ['spawn', 'spawn', 'wait'], request: anySpawnRequest(facts) }),
  boundaries: ({ smallest, largest, regions, instancesMax }) => [
    ...[smallest, largest].map((spec) => [spawnOf(1, spec)]),
    // One part is much and the other little: a size that follows from one of them alone is not the one that was asked for.
    [spawnOf(1, { ...smallest, memoryMiB: largest.memoryMiB })],
    [spawnOf(1, { ...largest, memoryMiB: smallest.memoryMiB })],
    // A service that rounds up has a type for each of these, and not room for every one of them everywhere.
    ...regions.map((region) =>
      between(smallest, largest)
        .slice(0, instancesMax)
        .map((spec, index) => spawnOf(index + 1, spec, region)),
    ),
  ],
  run: (trial) =>
    mustReportOnceRead(trial, {
      asked: ({ spec }) => spec,
      reported: ({ spec }) => spec,
      isHonoured: (asked, reported) => isSizeHonoured(asked, reported, trial.facts.roundsUp === true),
      expected: 'the size is what was asked for',
    }),
});

function spawnOf(number: number, { cpus, memoryMiB }: MachineSpec, region?: string): Step {
  return { op: 'spawn', as: nameAt(number - 1), request: { spec: { cpus, memoryMiB }, ...(region && { region }) } };
}

/** Sizes on the way from one to another. */
function between(smallest: MachineSpec, largest: MachineSpec): readonly MachineSpec[] {
  const part = (share: number, key: 'cpus' | 'memoryMiB') =>
    smallest[key] + Math.floor((largest[key] - smallest[key]) * share);
  return [1 / 16, 1 / 8, 1 / 4, 1 / 2].map((share) => ({
    cpus: part(share, 'cpus'),
    memoryMiB: part(share, 'memoryMiB'),
  }));
}

/** Untrusted: `reported` may hold anything. */
function isSizeHonoured(asked: MachineSpec, reported: Instance['spec'], roundsUp: boolean): boolean {
  if (typeof reported !== 'object' || reported === null) return false;
  return (['cpus', 'memoryMiB'] as const).every((part) =>
    roundsUp ? reported[part] >= asked[part] : reported[part] === asked[part],
  );
}
