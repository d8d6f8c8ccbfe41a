import { afterAll, beforeAll, expect, test } from 'vitest';
import { canaryOwner } from '../../../src/clouds/served/canary.ts';
import { createEstate } from '../../../src/clouds/served/estate.ts';
import { createOracle, type Oracle } from '../../../src/clouds/served/oracle.ts';
import { probeServed } from '../../../src/clouds/served/probe.ts';
import { serveCloud } from '../../../src/clouds/served/serve.ts';
import { serviceToken } from '../../../src/clouds/served/tokens.ts';
import { createRealClock } from '../../../src/testbed/real-clock.ts';
import type { Served } from '../../../src/testbed/serve-on-loopback.ts';

let served: Served;
let oracle: Oracle;
beforeAll(async () => {
  served = await serveCloud({ seed: 1, host: { pageSize: 2, listLagMs: 0 } });
  oracle = createOracle(served.url);
});
afterAll(() => served.close());

const makeVolume = () =>
  fetch(`${served.url}/v1/volumes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${serviceToken}`, 'x-owner': 'me' },
    body: JSON.stringify({ size_gib: 1, region: 'local' }),
  });
const mine = async () => (await oracle.entries()).filter(({ owner }) => owner === 'me').length;

test('a create that is dropped, or answered with a 500, took effect all the same', async () => {
  await oracle.lie({ dropEvery: 1 });
  await expect(makeVolume()).rejects.toThrow('fetch failed');
  await oracle.lie({ dropEvery: 0, failEvery: 1 });
  expect((await makeVolume()).status).toBe(500);
  await oracle.lie({ failEvery: 0 });
  expect(await mine()).toBe(2);
});

test('the list is late by its lag, and comes page by page', async () => {
  await oracle.lie({ listLagMs: 60_000 });
  await makeVolume();
  expect(await createEstate(served.url, createRealClock()).list()).toEqual([]);
  await oracle.lie({ listLagMs: 0 });
  const listed = await createEstate(served.url, createRealClock()).list();
  expect(listed.filter(({ owner }) => owner === 'me')).toHaveLength(3);
  expect(listed.filter(({ owner }) => owner === canaryOwner)).toHaveLength(2);
});

test('the oracle has a token of its own', async () => {
  const headers = { authorization: `Bearer ${serviceToken}` };
  expect((await fetch(`${served.url}/oracle/entries`, { headers })).status).toBe(401);
});

test('a cloud that is elsewhere is refused, and one that does not answer is told how to start', async () => {
  expect(await probeServed({ url: served.url })).toBe(null);
  expect(await probeServed({ url: 'http://192.0.2.1:80' })).toContain('not on the loopback');
  expect(await probeServed({ url: 'http://127.0.0.1:2' })).toContain('npm run lying-cloud');
});
