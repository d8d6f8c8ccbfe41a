import { expect, test } from 'vitest';
import { checkBid } from '../../src/provider/check-bid.ts';
import { refuseAs } from '../../src/provider/refuse.ts';

const refuse = refuseAs('mine');

test('a number above 0 is a bid', () => {
  expect(checkBid(0.01, refuse)).toBe(0.01);
});

test.each([undefined, null, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1', {}])('%s is none', (bid) => {
  expect(() => checkBid(bid, refuse)).toThrow('maxPriceUsdPerHour must be a number above 0');
});
