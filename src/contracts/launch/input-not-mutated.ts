import fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { spawnCountMax } from '../generators/life-steps.ts';
import { regionPart } from '../generators/region.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { anyTags } from '../generators/tags.ts';
import { sameValue } from '../same-value.ts';
import type { Step, SymbolicFilter } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const inputNotMutated: Contract = defineContract({
  id: 'launch.input-not-mutated',
  intent: 'launch',
  title: 'What the caller passes in stays as it was',
  statement:
    'spawn and list leave the request and the filter as they were, to the last nested object, also after they returned; and they accept frozen ones.',
  steps: anySpawnsAndLists,
  boundaries: (facts) => {
    const tags = { zone: 'b', area: 'a' };
    const request = { ...plainRequest(facts), tags };
    // In no order that somebody would put them in.
    const statuses = ['terminated', 'running', 'error', 'pending'] as const;
    const requests = Array.from({ length: spawnCountMax(facts, 2) }, () => request);
    return [toSteps([requests, [{ statuses: [...statuses], tags }], true])];
  },
  run: async (trial: Trial) => {
    const before = trial.steps.map((step) => JSON.parse(JSON.stringify(step)) as Step);
    // By the name, not the place: a step stays frozen when the steps around it are shrunk away.
    for (const step of trial.steps) if (step.op === 'spawn' && isEven(step.as)) freeze(step.request);
    const mustBeUntouched = (result: StepResult): void => {
      mustResolve(trial, result);
      mustEqual(trial, before);
    };
    await trial.play({
      spawn: mustBeUntouched,
      list: mustBeUntouched,
      'await-running': () => mustEqual(trial, before),
    });
  },
});

function anySpawnsAndLists(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const request = anyTags().map((tags): SpawnRequest => ({ ...plainRequest(facts), tags }));
  const filter = fc.record(
    {
      tags: anyTags(),
      ...regionPart(facts),
      statuses: fc.subarray(['terminated', 'running', 'error', 'pending'] as const),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  const requests = fc.array(request, { minLength: 1, maxLength: spawnCountMax(facts, 3) });
  return fc.tuple(requests, fc.array(filter, { maxLength: 3 }), fc.boolean()).map(toSteps);
}

function toSteps([requests, filters, waits]: [SpawnRequest[], SymbolicFilter[], boolean]): readonly Step[] {
  const spawns = requests.map((request, index): Step => ({ op: 'spawn', as: `i${index + 1}`, request }));
  const lists = filters.map((filter): Step => ({ op: 'list', filter }));
  return [...spawns, ...(waits ? [{ op: 'await-running', target: 'i1' } as const] : []), ...lists];
}

function mustEqual(trial: Trial, before: readonly Step[]): void {
  trial.steps.forEach((step, index) => {
    const was = before[index];
    trial.expect(
      sameValue(step, was),
      'the caller’s own object is left as it was',
      () => `${describeValue(was)} became ${describeValue(step)}`,
    );
  });
}

function isEven(name: string): boolean {
  return Number(name.slice(1)) % 2 === 0;
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}
