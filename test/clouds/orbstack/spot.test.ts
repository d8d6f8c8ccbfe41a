import { expect, test } from 'vitest';
import { noCapabilities } from '../../../src/provider/capability.ts';
import { bodyOf, hostUnderTest, order } from './host-under-test.ts';

const market = { spotPriceMinCents: 50, spotPriceMaxCents: 50 };

test('a bid at the price brings a machine that is marked as spot', () => {
  const host = hostUnderTest(market);
  const ticket = bodyOf(host.call('POST', '/v1/spot-requests', order('a', { max_price_usd: 0.5 })));
  expect(ticket.state).toBe('fulfilled');
  expect(bodyOf(host.call('GET', `/v1/machines/${ticket.machine}`))).toMatchObject({ spot: true, ended_by: null });
});

test('a bid below the price is open, brings nothing, and can be cancelled once', async () => {
  const host = hostUnderTest(market);
  const ticket = bodyOf(host.call('POST', '/v1/spot-requests', order('a', { max_price_usd: 0.49 })));
  expect(ticket).toMatchObject({ state: 'open', machine: null });
  expect(await host.entries()).toEqual([]);
  expect(bodyOf(host.call('DELETE', `/v1/spot-requests/${ticket.id}`)).state).toBe('cancelled');
  expect(bodyOf(host.call('DELETE', `/v1/spot-requests/${ticket.id}`)).error.code).toBe('spot_request_closed');
});

test.each([[0], [-1], ['1'], [null], [undefined]])('a bid of %j is refused', async (bid) => {
  const host = hostUnderTest(market);
  const answer = host.call('POST', '/v1/spot-requests', order('a', { max_price_usd: bid }));
  expect([answer.status, bodyOf(answer).error.code]).toEqual([422, 'invalid_bid']);
  expect(await host.entries()).toEqual([]);
});

test('an order that would be refused is refused below the price too', () => {
  const host = hostUnderTest(market);
  const answer = host.call('POST', '/v1/spot-requests', order('a', { cpus: 0, max_price_usd: 0.01 }));
  expect(bodyOf(answer).error.code).toBe('invalid_machine');
});

test('prices stand, and are those of the region that was asked for', () => {
  const host = hostUnderTest();
  const all = bodyOf(host.call('GET', '/v1/spot-prices')).prices;
  host.wait(3_600_000);
  expect(bodyOf(host.call('GET', '/v1/spot-prices')).prices).toEqual(all);
  expect(all.map(({ region }: { region: string }) => region)).toEqual(['local', 'attic', 'cellar']);
  expect(bodyOf(host.call('GET', '/v1/spot-prices?region=attic')).prices).toEqual([all[1]]);
  expect(bodyOf(host.call('GET', '/v1/spot-prices?region=moon')).prices).toEqual([]);
});

test('a machine that is taken back shows it for an hour, and one that was deleted does not', () => {
  const host = hostUnderTest({ ...market, tombstoneMs: 0 });
  const [taken, ended] = ['a', 'b'].map((name) => {
    const answer = host.call('POST', '/v1/spot-requests', order(name, { max_price_usd: 1 }));
    return bodyOf(answer).machine as string;
  });
  host.interrupt(taken ?? '');
  host.call('DELETE', `/v1/machines/${ended}`);
  expect(bodyOf(host.call('GET', `/v1/machines/${taken}`))).toMatchObject({
    state: 'deleting',
    ended_by: 'preemption',
  });
  host.wait(500);
  expect(bodyOf(host.call('GET', `/v1/machines/${taken}`))).toMatchObject({ state: 'deleted', ended_by: 'preemption' });
  expect(host.call('GET', `/v1/machines/${ended}`).status).toBe(404);
  host.wait(3_600_000);
  expect(host.call('GET', `/v1/machines/${taken}`).status).toBe(404);
});

test('nothing but a spot machine can be taken back', async () => {
  const host = hostUnderTest();
  const { id } = bodyOf(host.call('POST', '/v1/machines', order('a')));
  await expect(host.interrupt(id)).rejects.toThrow(`${id} is no spot machine`);
});

test('a host without a market has none of its paths', () => {
  const host = hostUnderTest({ capabilities: noCapabilities });
  for (const [method, path] of [['POST', '/v1/spot-requests'] as const, ['GET', '/v1/spot-prices'] as const]) {
    expect(bodyOf(host.call(method, path)).error.code).toBe('not_offered');
  }
});
