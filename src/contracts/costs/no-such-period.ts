import fc from 'fast-check';
import type { CostPeriod } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyDays, periodOf } from '../generators/billed-period.ts';
import { mustRefuse } from '../refusals.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

export const noSuchPeriod: Contract = defineContract({
  id: 'costs.no-such-period',
  intent: 'cost',
  title: 'What is no period is refused',
  statement:
    'getCosts throws INVALID_SPEC for a period that ends before it begins and for one whose begin or end is no time: it never takes a mistake for no costs.',
  requires: ['costExplorer'],
  steps: (facts) => anyNonsense(facts).map(ask),
  boundaries: () => nonsense.map((period) => ask(period as CostPeriod)),
  run: (trial: Trial) =>
    trial.play({
      costs: (result) =>
        mustRefuse(trial, result, 'getCosts of what is no period throws INVALID_SPEC', ['INVALID_SPEC']),
    }),
});

const aDay = '2026-01-01T00:00:00.000Z';

const nonsense: readonly unknown[] = [
  {},
  { from: aDay },
  { to: aDay },
  { from: 'yesterday', to: aDay },
  { from: aDay, to: '2026-13-01' },
  { from: aDay, to: 1_767_225_600_000 },
  { from: '', to: '' },
];

function anyNonsense(facts: WorldFacts): fc.Arbitrary<CostPeriod> {
  const reversed = anyDays(facts, 2, 2).map(([earlier = 0, later = 0]) => periodOf(later, earlier));
  return fc.oneof(reversed, fc.constantFrom(...(nonsense as readonly CostPeriod[])));
}

function ask(period: CostPeriod): readonly Step[] {
  return [{ op: 'costs', period }];
}
