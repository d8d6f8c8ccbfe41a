import { type Contract, defineContract } from '../contract.ts';
import { mustCost } from '../cost-checks.ts';
import { describeValue } from '../describe.ts';
import { allDays, anyDays, askCosts } from '../generators/billed-period.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const daysMax = 5;

export const nonNegative: Contract = defineContract({
  id: 'costs.non-negative',
  intent: 'cost',
  title: 'Costs are an amount of one currency, never negative',
  statement:
    'getCosts resolves to a finite amount of at least 0 and to the three upper-case letters of a currency, the same for every period.',
  requires: ['costExplorer'],
  steps: (facts) => anyDays(facts, 2, daysMax).map((days) => askBetween(days)),
  boundaries: (facts) => {
    const [first = 0, last = 0] = allDays(facts);
    const days = Array.from({ length: Math.min(daysMax, last - first) }, (_, day) => first + day);
    return [askBetween([first, last]), askBetween([...days, last])];
  },
  run: async (trial: Trial) => {
    let currency: string | undefined;
    await trial.play({
      costs: (result) => {
        const report = mustCost(trial, result);
        const isAmount = Number.isFinite(report.amount) && report.amount >= 0;
        trial.expect(isAmount, 'costs are finite and not negative', () => describeValue(report));
        const isCurrency = /^[A-Z]{3}$/.test(report.currency);
        trial.expect(isCurrency, 'the currency is three upper-case letters', () => describeValue(report));
        currency ??= report.currency;
        const isSame = currency === report.currency;
        trial.expect(isSame, 'every period is told in one currency', () => `${currency}, then ${report.currency}`);
      },
    });
  },
});

function askBetween(days: readonly number[]): readonly Step[] {
  return days.slice(1).map((day, index) => askCosts(days[index] ?? day, day));
}
