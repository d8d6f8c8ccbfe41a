import { expect, test } from 'vitest';
import type { Admin, Body } from '../../../../src/clouds/kubernetes/cluster/admin.ts';
import { createSpotMarket } from '../../../../src/clouds/kubernetes/cluster/spot-market.ts';
import { createVirtualClock } from '../../../../src/testbed/virtual-clock.ts';

const size = { nodes: 1, cpus: 4, memoryMiB: 8_192, diskGiB: 10 };
const pools = [
  { name: 'cpu', ...size },
  { name: 'spot', ...size, isSpot: true },
];
const path = '/api/v1/namespaces/ml/pods/a';

/** A market on a cluster whose pod has a node of that pool, once it was looked for so often. */
function marketOn(pool: string, looks = 1) {
  const sent: (readonly [string, string, object?])[] = [];
  const clock = createVirtualClock();
  let looked = 0;
  const send: Admin['send'] = async (method, where, body) => {
    sent.push(body ? [method, where, body] : [method, where]);
    if (where !== path) return { metadata: { labels: { 'compute.coreweave.com/node-pool': pool } }, spec: {} } as Body;
    looked += 1;
    return { metadata: { labels: {} }, spec: looked < looks ? {} : { nodeName: 'n-0' } } as Body;
  };
  const admin: Admin = { headers: {}, send, isReady: async () => true };
  return { market: createSpotMarket({ admin, namespace: 'ml', pools, clock }), sent, clock };
}

test('a pod on a spot node is evicted', async () => {
  const { market, sent } = marketOn('spot');
  await market.interrupt('a.u');
  expect(sent).toEqual([
    ['GET', path],
    ['GET', '/api/v1/nodes/n-0'],
    [
      'POST',
      `${path}/eviction`,
      { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'a', namespace: 'ml' } },
    ],
  ]);
});

test('a pod on another node stays where it is', async () => {
  const { market, sent } = marketOn('cpu');
  await market.interrupt('a.u');
  expect(sent.map(([method]) => method)).toEqual(['GET', 'GET']);
});

test('a node is waited for, and not for ever', async () => {
  const late = marketOn('spot', 3);
  await late.market.interrupt('a.u');
  expect(late.clock.monotonic()).toBe(500);
  await expect(marketOn('spot', Number.POSITIVE_INFINITY).market.interrupt('a.u')).rejects.toThrow('has no node');
});
