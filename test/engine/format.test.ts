import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Step, StepOf } from '../../src/contracts/step.ts';
import type { StepResult } from '../../src/contracts/step-result.ts';
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

test('a workflow reads as a call of its own, and so does its compensation', () => {
  const input = { key: 'k', zones: ['a', 'b'] };
  expect(formatStep({ op: 'workflow', as: 'w1', workflow: 'zone-probing', input })).toBe(
    'w1 = zoneProbing({key: "k", zones: ["a", "b"]})',
  );
  expect(formatStep({ op: 'compensate', workflow: 'zone-probing', input })).toBe(
    'zoneProbing.compensate({key: "k", zones: ["a", "b"]})',
  );
});

test('a zone that is sold out, and one that is not any more, read as calls', () => {
  expect(formatStep({ op: 'drain-zone', target: 'us-east-1a' }, () => false)).toBe('drainZone("us-east-1a")');
  expect(formatStep({ op: 'refill-zone', target: 'us-east-1a' }, () => false)).toBe('refillZone("us-east-1a")');
});

const inner: Step = { op: 'get', target: 'i1' };

test.each([
  [undefined, 'inAnotherProcess(get(i1); list())'],
  [{ call: 2, moment: 'before' }, 'inAProcessThatDiesBeforeCall2(get(i1); list())'],
  [{ call: 1, moment: 'after' }, 'inAProcessThatDiesAfterCall1(get(i1); list())'],
] as const)('a process with the death %j reads as %s', (death, text) => {
  expect(formatStep({ op: 'process', steps: [inner, { op: 'list' }], ...(death && { death }) })).toBe(text);
});

test('what another process came to is told line by line, and how it ended', () => {
  const results: StepResult[] = [{ step: { op: 'get', target: 'i1' }, outcome: 'resolved', value: null }];
  const step: StepOf<'process'> = { op: 'process', steps: [inner] };
  expect(formatResult({ step, outcome: 'resolved', value: { died: false, calls: 3, results } })).toBe(
    '\n    get(i1)  → null\n    ended after 3 calls',
  );
  expect(formatResult({ step, outcome: 'resolved', value: { died: true, calls: 1, results: [] } })).toBe(
    '\n    died after 1 calls',
  );
});
