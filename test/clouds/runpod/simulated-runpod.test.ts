import { expect, test } from 'vitest';
import { createSimulatedRunpod } from '../../../src/clouds/runpod/simulated-runpod.ts';
import { type NativeErrorKind, nativeErrorKinds } from '../../../src/testbed/fault.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import type { NativeRequest } from '../../../src/testbed/wire/native-service.ts';
import { accountUnderTest, cpuPod, rent, spotPod } from './account-under-test.ts';

const key = 'rpa_OFTHETESTS';

function request(given: Partial<NativeRequest> = {}): NativeRequest {
  const headers = { authorization: `Bearer ${key}`, 'user-agent': 'test' };
  return { method: 'GET', host: 'runpod.test', path: '/v2/pods', query: '', body: '', headers, ...given };
}

test('whoever does not say what it is meets the firewall, and whoever has no key is told so', async () => {
  const { service } = accountUnderTest();
  const unnamed = await service.handle(request({ headers: { authorization: `Bearer ${key}` } }));
  expect([unnamed.status, unnamed.body]).toEqual([403, expect.stringContaining('error code: 1010')]);
  const stranger = await service.handle(request({ headers: { 'user-agent': 'test' } }));
  expect([stranger.status, stranger.headers['content-type']]).toEqual([401, 'application/problem+json']);
});

test('what is left of the minute is told with every answer, and a request too many is refused with the time to wait', async () => {
  const { call, wait } = accountUnderTest({ requestsPerMinute: 2 });
  expect((await call('GET', '/v2/pods')).headers).toMatchObject({ ratelimit: '"minute";r=1;t=60' });
  await call('GET', '/v2/pods');
  wait(15_000);
  const refused = await call('GET', '/v2/pods');
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '45']);
  wait(45_000);
  expect((await call('GET', '/v2/pods')).status).toBe(200);
});

test('an account may keep what is left of the minute for itself', async () => {
  expect((await accountUnderTest({ tellsRateLimit: false }).call('GET', '/v2/pods')).headers).not.toHaveProperty(
    'ratelimit',
  );
});

test('a path that is none is not found, and a body that is none is refused', async () => {
  const { call, service } = accountUnderTest();
  for (const path of ['/v1/pods', '/v2/', '/v2/sheep', '/v2/pods/a/b/c', '/v2/catalog/sheep', '/v2/pods/%zz']) {
    expect([path, (await call('GET', path)).status]).toEqual([path, 404]);
  }
  expect((await service.handle(request({ method: 'POST', body: '[' }))).status).toBe(400);
});

test('the catalogue tells stock only of a product', async () => {
  const { call } = accountUnderTest();
  expect((await call('GET', '/v2/catalog/gpus?include=AVAILABILITY')).status).toBe(400);
  const { body } = await call('GET', '/v2/catalog/gpus?include=AVAILABILITY&product=POD');
  expect(body.gpus[2].dataCenters.map((place: { availability: string }) => place.availability)).toEqual([
    'HIGH',
    'NONE',
    'NONE',
  ]);
  expect((await call('GET', '/v2/catalog/cpus/cpu3c')).body).not.toHaveProperty('availability');
  expect((await call('GET', '/v2/catalog/datacenters')).body.dataCenters).toHaveLength(3);
  expect((await call('GET', '/v2/catalog/cpus/nothing')).status).toBe(404);
});

test('every kind of failure comes in each of its forms, in REST and in GraphQL', () => {
  const { service } = accountUnderTest();
  const formsOf = (kind: NativeErrorKind, given: Partial<NativeRequest>) =>
    new Set(
      Array.from({ length: 200 }, () => {
        const { status, body } = service.nativeError(kind, request({ method: 'POST', ...given }));
        return `${status} ${body}`;
      }),
    ).size;
  const counts = nativeErrorKinds.map((kind) => [kind, formsOf(kind, {}), formsOf(kind, { path: '/graphql' })]);
  expect(counts).toEqual([
    ['capacity', 8, 3],
    ['auth', 3, 2],
    ['rate-limit', 5, 5],
    ['quota', 3, 2],
    ['invalid', 5, 2],
    ['not-found', 1, 1],
    ['unavailable', 4, 2],
    ['unknown', 1, 1],
  ]);
});

test('a time to wait is told in whole seconds, rounded up, and not by the firewall', () => {
  const { service } = accountUnderTest();
  for (let call = 0; call < 20; call += 1) {
    const { status, headers } = service.nativeError('rate-limit', request(), 1_500);
    expect([status, headers['retry-after']]).toEqual([429, '2']);
  }
});

test.each([
  ['POST', '/v2/pods', '', 'spawn', false],
  ['GET', '/v2/pods', '', 'list', true],
  ['GET', '/v2/pods/abc', '', 'get', true],
  ['DELETE', '/v2/pods/abc', '', 'terminate', false],
  ['POST', '/v2/pods/abc/action', '', 'other', false],
  ['POST', '/v2/network-volumes', '', 'volume', false],
  ['GET', '/v2/catalog/gpus', '', 'other', true],
  ['POST', '/graphql', JSON.stringify({ query: rent }), 'spawn', false],
  ['POST', '/graphql', JSON.stringify({ query: 'mutation { podTerminate(input: $input) }' }), 'terminate', false],
  ['POST', '/graphql', JSON.stringify({ query: 'query { myself { clientBalance } }' }), 'other', true],
] as const)('%s %s %s is for: %s', (method, path, body, operation, read) => {
  expect(accountUnderTest().service.classify(request({ method, path, body }))).toMatchObject({ operation, read });
});

test('when it is not itself, pods are in a state that nobody has heard of', async () => {
  const { service, call } = accountUnderTest();
  const { defects } = service;
  expect(defects?.unknownState?.(await service.handle(request()))).toBeUndefined();
  await call('POST', '/v2/pods', cpuPod);
  expect(defects?.unknownState?.(await service.handle(request()))?.body).toContain('"status":"MIGRATING"');
});

test('the bills of a day are those of its hours, and begin and end with whole buckets', async () => {
  const { call } = accountUnderTest();
  const bill = (size: string, from: string, to: string) =>
    call('GET', `/v2/billing?bucketSize=${size}&startTime=${from}&endTime=${to}`);
  const day = await bill('day', '2029-12-20T05:00:00Z', '2029-12-20T06:00:00Z');
  expect(day.body.metadata.query).toMatchObject({
    startTime: '2029-12-20T00:00:00.000Z',
    endTime: '2029-12-21T00:00:00.000Z',
  });
  const hours = await bill('hour', '2029-12-20T00:00:00Z', '2029-12-21T00:00:00Z');
  expect(hours.body.records).toHaveLength(24);
  expect(hours.body.metadata.totals.totalAmount).toBeCloseTo(day.body.records[0].totalAmount);
  expect(day.body.records[0].totalAmount).toBeGreaterThan(0);
});

test('a pod is billed from its create until its end', async () => {
  const { call, wait } = accountUnderTest();
  const { id } = (await call('POST', '/v2/pods', cpuPod)).body;
  wait(1_800_000);
  await call('DELETE', `/v2/pods/${id}`);
  wait(7_200_000);
  const { body } = await call('GET', '/v2/billing?startTime=2030-01-01T00:00:00Z&endTime=2030-01-02T00:00:00Z');
  expect(body.records[0].totalAmount).toBeCloseTo(0.03);
});

test.each([
  ['one end alone', 'startTime=2030-01-01T00:00:00Z', 400],
  ['ends that are none', 'startTime=a&endTime=b', 422],
  ['an end before its begin', 'startTime=2030-01-02T00:00:00Z&endTime=2030-01-01T00:00:00Z', 400],
  ['a bucket that is none', 'bucketSize=decade', 422],
  ['too many buckets', 'bucketSize=hour&startTime=1970-01-01T00:00:00Z&endTime=2030-01-01T00:00:00Z', 400],
])('bills for %s are refused', async (_what, query, status) => {
  expect((await accountUnderTest().call('GET', `/v2/billing?${query}`)).status).toBe(status);
});

test('accounts differ by seed, and are the same at the same one', () => {
  const optionsAt = (seed: number) =>
    createSimulatedRunpod({ clock: createVirtualClock(), random: createRandom(seed), key }, {}).options;
  expect(optionsAt(1)).toEqual(optionsAt(1));
  expect(new Set([1, 2, 3, 4].map((seed) => optionsAt(seed).bootMs)).size).toBe(4);
});

test('an answer that is not as published is an error of the model', async () => {
  const { service, graphql } = accountUnderTest({ images: [spotPod.imageName] });
  await graphql(rent, { ...spotPod, containerDiskInGb: 0 });
  await expect(service.handle(request())).rejects.toThrow(/not as published/);
});
