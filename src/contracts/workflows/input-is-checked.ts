import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { mustRefuse } from '../refusals.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

export const inputIsChecked: Contract = defineContract({
  id: 'workflows.input-is-checked',
  intent: 'operate',
  title: 'A workflow refuses what it does not take',
  statement:
    'A workflow that is given something that is no record, or a record with a part that it does not know, throws a ProviderError with the code INVALID_SPEC, and makes nothing.',
  workflow: '*',
  needs: ['ledger'],
  steps: ({ workflows = [] }) =>
    workflows.length === 0
      ? fc.constant([])
      : fc.tuple(fc.constantFrom(...workflows), anyJunk()).map(([name, input]) => runs(name, input)),
  boundaries: (facts) => junk.flatMap((input) => (facts.workflows ?? []).map((name) => runs(name, input))),
  run: async (trial: Trial) => {
    const expected = 'a workflow that is given what it does not take throws INVALID_SPEC';
    await trial.play({ workflow: (result) => mustRefuse(trial, result, expected, ['INVALID_SPEC']) });
    await mustLeaveNoStrays(trial, 'a workflow that was refused makes nothing');
  },
});

const junk: readonly unknown[] = [null, 7, 'text', [], { 'no-such-part': 1 }];

function anyJunk(): fc.Arbitrary<unknown> {
  return fc.oneof(fc.constantFrom(...junk), fc.record({ key: fc.string(), 'no-such-part': fc.jsonValue() }));
}

function runs(workflow: string, input: unknown): readonly Step[] {
  return [{ op: 'workflow', as: 'w1', workflow, input }];
}
