import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatResult, formatStep } from '../../src/engine/format-step.ts';
import { formatValue } from '../../src/engine/format-value.ts';
import { formatHistory, type HistoryEntry } from '../../src/engine/history.ts';
import { ProviderError } from '../../src/provider/provider-error.ts';

const request = { spec: { cpus: 1, memoryMiB: 64 }, tags: { 'odd key': 'x' } };

test('a step reads as a line of a program', () => {
  expect(formatStep({ op: 'spawn', as: 'i1', request })).toBe(
    'i1 = spawn({spec: {cpus: 1, memoryMiB: 64}, tags: {"odd key": "x"}})',
  );
  expect(formatStep({ op: 'terminate', target: 'i1' })).toBe('terminate(i1)');
  expect(formatStep({ op: 'get', target: 'nobody' }, () => false)).toBe('get("nobody")');
});

test('a thrown ProviderError shows its code and that it is ambiguous', () => {
  const thrown = new ProviderError('PROVIDER_UNAVAILABLE', 'lost', { provider: 'x', ambiguous: true });
  expect(formatResult({ step: { op: 'get', target: 'i1' }, outcome: 'threw', thrown })).toBe(
    'threw PROVIDER_UNAVAILABLE (ambiguous): lost',
  );
});

test('any value is shown, bounded, without throwing', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (value) => {
      expect(formatValue(value).length).toBeLessThanOrEqual(241);
    }),
  );
  const hostile = {
    get boom(): never {
      throw new Error('no');
    },
  };
  expect(formatValue(hostile)).toBe('a value that cannot be shown');
});

test('the history names instances instead of showing their ids', () => {
  const history: HistoryEntry[] = [
    {
      probe: false,
      result: {
        step: { op: 'spawn', as: 'i1', request },
        outcome: 'resolved',
        value: { id: 'vm-1234', status: 'pending' },
      },
    },
    ...Array.from(
      { length: 5 },
      (): HistoryEntry => ({
        probe: true,
        result: { step: { op: 'get', target: 'i1' }, outcome: 'resolved', value: null },
      }),
    ),
  ];
  expect(formatHistory(history, new Map([['i1', 'vm-1234']]))).toEqual([
    'i1 = spawn({spec: {cpus: 1, memoryMiB: 64}, tags: {"odd key": "x"}})  → {id: i1, status: "pending"}',
    '  … 2 more looks',
    '  get(i1)  → null',
    '  get(i1)  → null',
    '  get(i1)  → null',
  ]);
});
