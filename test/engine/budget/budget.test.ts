import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../../promises/task-meta.ts';
import { BudgetSpent, createBudget } from '../../../src/engine/budget/budget.ts';

const hourMs = 3_600_000;

test('A12: no more instances live at the same time than allowed, and one that is gone makes room', () => {
  const budget = createBudget({ instancesMax: 2, worstUsdPerHour: 0 }, () => 0);
  const first = budget.reserve(true, null);
  budget.reserve(true, null);
  budget.reserve(false, null);
  expect(() => budget.reserve(true, null)).toThrow('2 instances are alive, and --max-instances allows 2');
  first.close();
  budget.reserve(true, null).release();
  budget.reserve(true, null);
});

test('A12: hours times price, and an hour ahead for what is still there, stay below the allowed cost', () => {
  let nowMs = 0;
  const budget = createBudget({ costMaxUsd: 10, worstUsdPerHour: 100 }, () => nowMs);
  const first = budget.reserve(true, 4);
  nowMs = hourMs;
  expect(() => budget.reserve(true, 4)).toThrow('one more would come to $12.00, and --max-cost allows $10.00');
  first.close();
  const second = budget.reserve(true, 4);
  nowMs = 2 * hourMs;
  second.close();
  expect(() => budget.reserve(true, 4)).toThrow(BudgetSpent);
  budget.reserve(true, 2);
});

test('A12: a price that nobody knows counts as the declared worst case', () => {
  const budget = createBudget({ costMaxUsd: 10, worstUsdPerHour: 11 }, () => 0);
  expect(() => budget.reserve(true, null)).toThrow(BudgetSpent);
  budget.reserve(true, 10);
});

test('A12: whatever is made and removed, what was billed and an hour ahead never pass the limit at a create', ({
  task,
}) => {
  const event = fc.record({
    waitMs: fc.nat(hourMs),
    price: fc.option(fc.double({ min: 0, max: 50, noNaN: true }), { nil: null }),
    close: fc.option(fc.nat(30), { nil: undefined }),
  });
  const runs = 500;
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let nowMs = 0;
      const costMaxUsd = 60;
      const budget = createBudget({ costMaxUsd, worstUsdPerHour: 50 }, () => nowMs);
      const bills: { readonly price: number; readonly fromMs: number; toMs?: number; readonly close: () => void }[] =
        [];
      for (const { waitMs, price, close } of events) {
        nowMs += waitMs;
        const closed = close === undefined ? undefined : bills[close];
        if (closed) {
          closed.close();
          closed.toMs ??= nowMs;
        }
        try {
          bills.push({ price: price ?? 50, fromMs: nowMs, close: budget.reserve(true, price).close });
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(BudgetSpent);
          continue;
        }
        const hours = (from: number, to?: number) => ((to ?? nowMs + hourMs) - from) / hourMs;
        const total = bills.reduce((sum, bill) => sum + bill.price * hours(bill.fromMs, bill.toMs), 0);
        expect(total).toBeLessThanOrEqual(costMaxUsd + 1e-6);
      }
    }),
    { numRuns: runs },
  );
  task.meta.figure = `${runs} random histories, 0 above the limit`;
});

test('A12: what an earlier process of the run made still counts', () => {
  const here = { isInstance: true, usdPerHour: 2, ageMs: hourMs, isGone: false };
  const budget = createBudget({ instancesMax: 2, costMaxUsd: 10, worstUsdPerHour: 0 }, () => 0, [
    here,
    { ...here, isGone: true },
  ]);
  budget.reserve(true, 2);
  expect(() => budget.reserve(true, 1)).toThrow('2 instances are alive');
  expect(() => budget.reserve(false, 3)).toThrow('one more would come to $11.00');
});
