import { expect, test } from 'vitest';
import { knownPrice } from '../../../src/engine/budget/known-price.ts';

test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, -1, '3' as unknown as number])(
  'A12: %s is no price of a catalogue, and so unknown',
  (price) => {
    expect(knownPrice(() => price, 'instance', {})).toBeNull();
  },
);

test('A12: a catalogue that throws, or is not there, knows no price', () => {
  const throws = () => {
    throw new Error('no catalogue today');
  };
  expect(knownPrice(throws, 'instance', {})).toBeNull();
  expect(knownPrice(undefined, 'instance', {})).toBeNull();
});

test('the catalogue is asked with the kind and the request', () => {
  const usdPerHour = (kind: string, request: unknown) => (kind === 'instance' && request === 'r' ? 2.5 : undefined);
  expect([knownPrice(usdPerHour, 'instance', 'r'), knownPrice(usdPerHour, 'volume', 'r')]).toEqual([2.5, null]);
});
