import { type Contract, defineContract } from '../contract.ts';
import { mustCost } from '../cost-checks.ts';
import { anyDays, askCosts } from '../generators/billed-period.ts';
import type { Trial } from '../trial.ts';

const daysMax = 3;

export const emptyPeriod: Contract = defineContract({
  id: 'costs.empty-period',
  intent: 'cost',
  title: 'A period of no time costs nothing',
  statement: 'getCosts resolves to 0 for a period whose begin is its end, whatever the day, in the usual currency.',
  requires: ['costExplorer'],
  steps: (facts) => anyDays(facts, 1, daysMax).map((days) => days.map((day) => askCosts(day, day))),
  run: (trial: Trial) =>
    trial.play({
      costs: (result) => {
        const { amount, currency } = mustCost(trial, result);
        trial.expect(amount === 0, 'a period of no time costs nothing', () => `${amount} ${currency}`);
      },
    }),
});
