import { expect, test } from 'vitest';
import { accountUnderTest, image, rent, spotPod } from './account-under-test.ts';

const look = 'query { myself { clientBalance pods { id lastStatusChange desiredStatus } } }';

test('a bid of at least the market price brings a spot pod, with what was asked of it and no more', async () => {
  const { graphql } = accountUnderTest();
  const { status, body } = await graphql(rent, spotPod);
  expect([status, body]).toEqual([
    200,
    { data: { podRentInterruptable: { id: expect.any(String), desiredStatus: 'RUNNING', podType: 'INTERRUPTABLE' } } },
  ]);
});

test('REST shows the pod, and nothing of its being one of the market', async () => {
  const { graphql, call } = accountUnderTest();
  const env = [{ key: 'A', value: 'b' }];
  await graphql(rent, { ...spotPod, env, ports: '22/tcp,80/http', dockerArgs: 'run' });
  const [pod] = (await call('GET', '/v2/pods')).body.pods;
  expect(pod).toMatchObject({ env: { A: 'b' }, ports: ['22/tcp', '80/http'], args: 'run', cost: 0.18 });
  expect(JSON.stringify(pod)).not.toMatch(/spot|interrupt|bid/i);
});

test.each([
  ['a bid below the market', { bidPerGpu: 0.17 }, 200, 'SUPPLY_CONSTRAINT'],
  ['a place that does not have the GPU', { dataCenterId: 'US-TX-3' }, 200, 'SUPPLY_CONSTRAINT'],
  ['no bid', { bidPerGpu: undefined }, 400, 'BAD_USER_INPUT'],
  ['a field that is not there', { flavour: 1 }, 400, 'BAD_USER_INPUT'],
  ['a GPU type that is not there', { gpuTypeId: 'NVIDIA 1' }, 200, 'BAD_USER_INPUT'],
  ['an image that is not there', { imageName: `${image}x` }, 200, 'BAD_USER_INPUT'],
  ['a volume that is not there', { networkVolumeId: 'v' }, 200, 'BAD_USER_INPUT'],
])('%s is refused in the words of GraphQL, and nothing is made', async (_what, part, status, code) => {
  const { graphql, service } = accountUnderTest();
  const answer = await graphql(rent, { ...spotPod, ...part });
  expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([status, code]);
  expect(await service.ledger.entries()).toEqual([]);
});

test('without money nothing is rented', async () => {
  const { body } = await accountUnderTest({ balanceUsd: 0 }).graphql(rent, spotPod);
  expect(body.errors).toEqual([
    { message: expect.stringContaining('balance is too low'), extensions: { code: 'INSUFFICIENT_BALANCE' } },
  ]);
});

test('an image that is on no registry makes a pod that fails, where GraphQL does not look', async () => {
  const { graphql, call, wait } = accountUnderTest({ rentsWithAnyImage: true });
  await graphql(rent, { ...spotPod, imageName: 'nothing:1' });
  wait(5_000);
  expect((await call('GET', '/v2/pods')).body.pods).toMatchObject([{ status: 'ERROR' }]);
});

test('a rent may be answered with an error and make its pod', async () => {
  const { graphql, call } = accountUnderTest({ failsAfterCreateOneIn: 1 });
  const { body } = await graphql(rent, spotPod);
  expect(body.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
  expect((await call('GET', '/v2/pods')).body.pods).toHaveLength(1);
});

test('three ends are told in one text: taken away, crashed, out of money', async () => {
  const { graphql, service, call, wait } = accountUnderTest();
  const made = async () => (await graphql(rent, spotPod)).body.data.podRentInterruptable.id as string;
  const [taken, crashed] = [await made(), await made()];
  const volume = (await call('POST', '/v2/network-volumes', { name: 'v', size: 10, dataCenter: 'EU-RO-1' })).body.id;
  await graphql(rent, { ...spotPod, networkVolumeId: volume });
  await service.spotMarket.interrupt(taken);
  service.misfortunes.crash(crashed);
  wait(5_000);
  const texts = async () =>
    (await graphql(look)).body.data.myself.pods.map((pod: { lastStatusChange: string }) => pod.lastStatusChange);
  expect(await texts()).toEqual(
    [/^Exited by Runpod/, /^Exited by Runpod/, /^Rented/].map((text) => expect.stringMatching(text)),
  );
  service.misfortunes.runOutOfMoney();
  expect((await graphql(look)).body.data.myself.clientBalance).toBe(0);
  expect(await texts()).toEqual([expect.stringMatching(/^Exited by Runpod/)]);
});

test('who stops a pod is told as the user', async () => {
  const { graphql, call } = accountUnderTest();
  const { id } = (await graphql(rent, spotPod)).body.data.podRentInterruptable;
  await call('POST', `/v2/pods/${id}/action`, { action: 'stop' });
  expect((await graphql(look)).body.data.myself.pods[0].lastStatusChange).toMatch(/^Exited by user/);
});

test('a pod that was taken away is resumed by a bid', async () => {
  const { graphql, service, call, wait } = accountUnderTest();
  const { id } = (await graphql(rent, spotPod)).body.data.podRentInterruptable;
  await service.spotMarket.interrupt(id);
  wait(5_000);
  const resume = 'mutation R($input: I!) { podBidResume(input: $input) { id desiredStatus } }';
  expect((await graphql(resume, { podId: id, bidPerGpu: 0.1 })).body.errors[0].extensions.code).toBe(
    'SUPPLY_CONSTRAINT',
  );
  await graphql(resume, { podId: id, bidPerGpu: 0.2 });
  expect((await call('GET', `/v2/pods/${id}`)).body.status).toBe('PROVISIONING');
});

test('an unknown pod is null, but for who wants it gone', async () => {
  const { graphql } = accountUnderTest();
  const one = await graphql('query P($input: I!) { pod(input: $input) { id } }', { podId: 'nothing' });
  expect(one.body).toEqual({ data: { pod: null } });
  const gone = await graphql('mutation T($input: I!) { podTerminate(input: $input) }', { podId: 'nothing' });
  expect(gone.body.errors[0]).toEqual({ message: 'pod not found to terminate', extensions: { code: 'POD_NOT_FOUND' } });
});

test('prices of the market are told by GPU type', async () => {
  const query = 'query { gpuTypes { id lowestPrice(input: {gpuCount: 1}) { minimumBidPrice } } }';
  const { body } = await accountUnderTest().graphql(query);
  expect(body.data.gpuTypes[1]).toEqual({ id: 'NVIDIA A40', lowestPrice: { minimumBidPrice: 0.18 } });
});

test.each([
  ['no query', ''],
  ['braces that do not match', 'query { myself { clientBalance }'],
  ['a field that is not there', 'query { nothing }'],
  ['a field of a type that is not there', 'query { myself { nothing } }'],
])('%s is refused with 400', async (_what, query) => {
  expect((await accountUnderTest().graphql(query)).status).toBe(400);
});
