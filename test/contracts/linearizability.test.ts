import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkLinearizable, type ObjectCall, type ObjectModel } from '../../src/contracts/linearizability.ts';

type RegisterCall = { readonly write: number } | { readonly read: number };

const register: ObjectModel<number, RegisterCall> = {
  initial: 0,
  key: String,
  apply: (state, call) => {
    if ('write' in call) return [call.write];
    return call.read === state ? [state] : [];
  },
};

function at(beganAt: number, endedAt: number, call: RegisterCall): ObjectCall<RegisterCall> {
  return { beganAt, endedAt, call };
}

test.each([
  ['a read sees the write before it', [at(1, 2, { write: 1 }), at(3, 4, { read: 1 })], 'linearizable'],
  ['a read may not see what was before', [at(1, 2, { write: 1 }), at(3, 4, { read: 0 })], 'not-linearizable'],
  ['an overlapping read may see either', [at(1, 4, { write: 1 }), at(2, 3, { read: 0 })], 'linearizable'],
  [
    'two readers agree on the order of two writes',
    [at(1, 10, { write: 1 }), at(1, 10, { write: 2 }), at(11, 12, { read: 1 }), at(13, 14, { read: 2 })],
    'not-linearizable',
  ],
  ['a lost write may count', [at(1, Number.POSITIVE_INFINITY, { write: 1 }), at(3, 4, { read: 1 })], 'linearizable'],
  ['or not', [at(1, Number.POSITIVE_INFINITY, { write: 1 }), at(3, 4, { read: 0 })], 'linearizable'],
  [
    'but it cannot be taken back',
    [at(1, Number.POSITIVE_INFINITY, { write: 1 }), at(3, 4, { read: 1 }), at(5, 6, { read: 0 })],
    'not-linearizable',
  ],
] as const)('%s', (_what, calls, verdict) => {
  expect(checkLinearizable(calls, register).verdict).toBe(verdict);
});

test('too long a search is undecided, and says so', () => {
  const calls = Array.from({ length: 12 }, (_, index) => at(1, 100, { write: index }));
  expect(checkLinearizable([...calls, at(200, 201, { read: -1 })], register, 50)).toEqual({
    verdict: 'undecided',
    states: 50,
  });
});

const anyHistory = fc.array(
  fc.record({
    beganAt: fc.integer({ min: 0, max: 8 }),
    lasts: fc.integer({ min: 1, max: 6 }),
    call: fc.oneof(
      fc.record({ write: fc.integer({ min: 0, max: 2 }) }),
      fc.record({ read: fc.integer({ min: 0, max: 2 }) }),
    ),
  }),
  { maxLength: 6 },
);

test('the search agrees with trying every order', () => {
  fc.assert(
    fc.property(anyHistory, (drawn) => {
      const calls = drawn.map(({ beganAt, lasts, call }) => at(beganAt, beganAt + lasts, call));
      expect(checkLinearizable(calls, register).verdict === 'linearizable').toBe(someOrderExplains(calls));
    }),
    { numRuns: 500 },
  );
});

function someOrderExplains(calls: readonly ObjectCall<RegisterCall>[]): boolean {
  return permutations(calls).some((order) => isTrueToTime(order) && isLegal(order));
}

function isTrueToTime(order: readonly ObjectCall<RegisterCall>[]): boolean {
  return order.every((late, index) => order.slice(0, index).every((early) => early.beganAt <= late.endedAt));
}

function isLegal(order: readonly ObjectCall<RegisterCall>[]): boolean {
  let value = 0;
  for (const { call } of order) {
    if ('write' in call) value = call.write;
    else if (call.read !== value) return false;
  }
  return true;
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
