import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../../promises/task-meta.ts';
import { BudgetSpent, createBudget } from '../../../src/engine/budget/budget.ts';

const hourMs = 3_600_000;

test('A12: no more instances live at the same time than allowed, and one that is gone makes room', () => {
  const budget = createBudget({ instancesMax: 2, worstUsdPerHour: 0 }, () => 0);
  budget.reserve(1, true, null);
  budget.reserve(2, true, null);
  budget.reserve(3, false, null);
  expect(() => budget.reserve(4, true, null)).toThrow('2 instances are alive, and --max-instances allows 2');
  budget.close(1);
  budget.reserve(5, true, null);
  budget.release(5);
  budget.reserve(6, true, null);
});

test('A12: hours times price, and an hour ahead for what is still there, stay below the allowed cost', () => {
  let nowMs = 0;
  const budget = createBudget({ costMaxUsd: 10, worstUsdPerHour: 100 }, () => nowMs);
  budget.reserve(1, true, 4);
  nowMs = hourMs;
  expect(() => budget.reserve(2, true, 4)).toThrow('one more would come to $12.00, and --max-cost allows $10.00');
  budget.close(1);
  budget.reserve(3, true, 4);
  nowMs = 2 * hourMs;
  budget.close(3);
  expect(() => budget.reserve(4, true, 4)).toThrow(BudgetSpent);
  budget.reserve(5, true, 2);
});

test.each([null, Number.NaN, Number.POSITIVE_INFINITY, -1, '3' as unknown as number])(
  'A12: a price of %s counts as the declared worst case',
  (price) => {
    const budget = createBudget({ costMaxUsd: 10, worstUsdPerHour: 11 }, () => 0);
    expect(() => budget.reserve(1, true, price)).toThrow(BudgetSpent);
    budget.reserve(2, true, 10);
  },
);

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
      const bills = new Map<number, { price: number; fromMs: number; toMs: number | undefined }>();
      for (const [n, { waitMs, price, close }] of events.entries()) {
        nowMs += waitMs;
        if (close !== undefined) {
          budget.close(close);
          const bill = bills.get(close);
          if (bill) bill.toMs ??= nowMs;
        }
        const before = bills.size;
        try {
          budget.reserve(n, true, price);
          bills.set(n, { price: price ?? 50, fromMs: nowMs, toMs: undefined });
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(BudgetSpent);
        }
        if (bills.size === before) continue;
        const hours = (from: number, to: number | undefined) => ((to ?? nowMs + hourMs) - from) / hourMs;
        const total = [...bills.values()].reduce((sum, bill) => sum + bill.price * hours(bill.fromMs, bill.toMs), 0);
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
  budget.reserve(1, true, 2);
  expect(() => budget.reserve(2, true, 1)).toThrow('2 instances are alive');
  expect(() => budget.reserve(3, false, 3)).toThrow('one more would come to $11.00');
});
