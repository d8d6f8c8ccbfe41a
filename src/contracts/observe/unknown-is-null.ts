import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyOddId } from '../generators/odd-id.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { treacherousIds } from '../generators/treacherous-id.ts';
import { anyUnknownId } from '../generators/unknown-id.ts';
import { mustSpawn } from '../instance-checks.ts';
import { mustGet } from '../reads.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const unknownIsNull: Contract = defineContract({
  id: 'observe.unknown-is-null',
  intent: 'observe',
  title: 'An unknown id is null',
  statement:
    'get resolves to null for an id that the service does not know, whatever the id looks like: it never throws for it, and never gives another instance.',
  steps: (facts) => {
    const spawns: readonly Step[] = [{ op: 'spawn', as: 'i1', request: plainRequest(facts) }];
    const gets = fc.array(fc.oneof(anyUnknownId(), anyOddId(), fc.constantFrom(...treacherousIds)), {
      minLength: 1,
      maxLength: 4,
    });
    return fc
      .tuple(fc.boolean(), gets)
      .map(([populated, ids]) => [...(populated ? spawns : []), ...ids.map((target): Step => ({ op: 'get', target }))]);
  },
  boundaries: (facts) => [
    [
      { op: 'spawn', as: 'i1', request: plainRequest(facts) },
      ...treacherousIds.map((target): Step => ({ op: 'get', target })),
    ],
  ],
  run: (trial) => trial.play({ spawn: mustSpawn, get: mustBeNull }),
});

function mustBeNull(result: StepResult<'get'>, trial: Trial): void {
  if (trial.idOf(result.step.target) !== undefined) return;
  const seen = mustGet(trial, result);
  trial.expect(seen === null, 'get of an unknown id resolves to null', () => `it resolved to ${describeValue(seen)}`);
}
