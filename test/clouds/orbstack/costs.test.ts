import fc from 'fast-check';
import { expect, test } from 'vitest';
import { billedBefore } from '../../../src/clouds/orbstack/costs.ts';
import { bodyOf, type HostUnderTest, hostUnderTest, order } from './host-under-test.ts';

const hourMs = 3_600_000;
const openedAtMs = 1_000_000;

function nanos(host: HostUnderTest, fromMs: number, toMs: number): number {
  const [from, to] = [fromMs, toMs].map((atMs) => encodeURIComponent(new Date(atMs).toISOString()));
  return bodyOf(host.call('GET', `/v1/costs?from=${from}&to=${to}`)).total_nano_usd;
}

test('a machine costs what its cpus cost, from its making to its end', () => {
  const host = hostUnderTest();
  const { id } = bodyOf(host.call('POST', '/v1/machines', order('a', { cpus: 4 })));
  host.wait(hourMs);
  host.call('DELETE', `/v1/machines/${id}`);
  host.wait(hourMs);
  expect(nanos(host, openedAtMs, openedAtMs + 2 * hourMs)).toBe(4 * 10 * hourMs);
});

test('what is still to come costs nothing yet', () => {
  const host = hostUnderTest();
  host.call('POST', '/v1/machines', order('a'));
  expect(nanos(host, openedAtMs, openedAtMs + hourMs)).toBe(0);
});

test('bills of neighbouring periods add up exactly', () => {
  const host = hostUnderTest();
  const time = fc.integer({ min: openedAtMs - 31 * 24 * hourMs, max: openedAtMs });
  const property = fc.property(fc.tuple(time, time, time), (times) => {
    const [a = 0, b = 0, c = 0] = times.toSorted((left, right) => left - right);
    return nanos(host, a, b) + nanos(host, b, c) === nanos(host, a, c);
  });
  fc.assert(property);
});

test('every day before the account opened was billed, for as long as it says', () => {
  const host = hostUnderTest();
  const { from, to } = billedBefore(openedAtMs);
  expect(nanos(host, Date.parse(from), Date.parse(to))).toBeGreaterThan(0);
  expect(nanos(host, Date.parse(from) - 30 * 24 * hourMs, Date.parse(from) - 24 * hourMs)).toBe(0);
});

test.each([
  ['a period that ends before it begins', 'from=2026-02-01&to=2026-01-01'],
  ['a period without an end', 'from=2026-02-01'],
  ['what is no time', 'from=then&to=now'],
])('%s is refused', (_what, query) => {
  const answer = hostUnderTest().call('GET', `/v1/costs?${query}`);
  expect([answer.status, bodyOf(answer).error.code]).toEqual([422, 'invalid_period']);
});
