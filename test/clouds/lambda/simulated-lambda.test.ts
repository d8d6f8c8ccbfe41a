import { expect, test } from 'vitest';
import type { LambdaOptionsGiven } from '../../../src/clouds/lambda/lambda-options.ts';
import { type Quirks, realQuirks } from '../../../src/clouds/lambda/quirks.ts';
import { shapeProblem } from '../../../src/clouds/lambda/shapes.ts';
import { createSimulatedLambda } from '../../../src/clouds/lambda/simulated-lambda.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

const launchBody = { region_name: 'us-east-1', instance_type_name: 'cpu_64x_general', ssh_key_names: ['laptop'] };
const calm: Partial<Quirks> = { launchFailsButCreates: false, rateLimited: false };

/** An account, and how to ask it; every answer is compared with what is published. */
function accountThat(given: LambdaOptionsGiven = {}) {
  const clock = createVirtualClock();
  const options = { checksShapes: true, hiddenMs: 0, tombstoneMs: 0, ...given, quirks: { ...calm, ...given.quirks } };
  const needs = { clock, random: createRandom(1), apiKey: 'key', sshKey: 'laptop', secret: 'hidden' };
  const service = createSimulatedLambda(needs, options);
  const ask = async (method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) => {
    const { status, body: text } = await service.handle({
      method,
      host: 'lambda.test',
      path: `/api/v1${path.split('?')[0]}`,
      query: path.split('?')[1] ?? '',
      headers: { authorization: 'Bearer key', 'user-agent': 'test', ...headers },
      body: body ? JSON.stringify(body) : '',
    });
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what it likes.
    return { status, text, json: (text.startsWith('{') ? JSON.parse(text) : undefined) as any };
  };
  const launch = async () => (await ask('POST', '/instance-operations/launch', launchBody)).json.data.instance_ids[0];
  const terminate = (...ids: string[]) => ask('POST', '/instance-operations/terminate', { instance_ids: ids });
  return { ask, launch, terminate, clock, service };
}

test('a whole life answers as is published', async () => {
  const { ask, launch, terminate, clock } = accountThat();
  const id = await launch();
  expect((await ask('GET', `/instances/${id}`)).json.data).not.toHaveProperty('ip');
  await clock.sleep(60_000);
  expect((await ask('GET', '/instances')).json.data[0]).toMatchObject({ id, status: 'active' });
  expect((await ask('POST', `/instances/${id}`, { name: 'renamed' })).json.data.name).toBe('renamed');
  expect((await ask('POST', '/instance-operations/restart', { instance_ids: [id] })).status).toBe(200);
  const system = (await ask('POST', '/filesystems', { name: 'data', region: 'us-east-1' })).json.data;
  expect((await ask('GET', '/file-systems')).json.data).toHaveLength(1);
  expect((await ask('DELETE', `/filesystems/${system.id}`)).json.data).toEqual({ deleted_ids: [system.id] });
  for (const path of ['/images', '/instance-types', '/ssh-keys']) expect((await ask('GET', path)).status).toBe(200);
  expect((await terminate(id)).json.data.terminated_instances[0].status).toBe('terminating');
  await clock.sleep(120_000);
  expect((await ask('GET', `/instances/${id}`)).json.error.code).toBe('global/object-does-not-exist');
});

test('an answer that differs from what is published is found', () => {
  expect(shapeProblem('GET', '/instances', 200, { data: [{ id: 'x' }] })).toContain('data[0]');
  expect(shapeProblem('GET', '/instances', 500, { message: 'no' })).toContain('error');
  expect(shapeProblem('GET', '/volumes', 200, { data: [] })).toContain('not published');
});

const quirkTests: Readonly<Record<keyof Quirks, (isOn: boolean) => Promise<void>>> = {
  secondTerminateFails: async (isOn) => {
    const { launch, terminate } = accountThat({ quirks: { secondTerminateFails: isOn } });
    const id = await launch();
    await terminate(id);
    expect((await terminate(id)).json.error?.code).toBe(isOn ? 'global/unknown' : undefined);
  },
  launchFailsButCreates: async (isOn) => {
    const given = { oneLaunchFailsOf: 1, quirks: { launchFailsButCreates: isOn } };
    const { ask, service } = accountThat(given);
    expect((await ask('POST', '/instance-operations/launch', launchBody)).status).toBe(isOn ? 500 : 200);
    expect(await service.ledger.entries()).toHaveLength(1);
  },
  newInstanceIsNotFound: async (isOn) => {
    const { ask, launch, clock } = accountThat({ hiddenMs: 50_000, quirks: { newInstanceIsNotFound: isOn } });
    const id = await launch();
    expect((await ask('GET', `/instances/${id}`)).status).toBe(isOn ? 404 : 200);
    expect((await ask('GET', '/instances')).json.data).toHaveLength(isOn ? 0 : 1);
    await clock.sleep(50_000);
    expect((await ask('GET', `/instances/${id}`)).status).toBe(200);
  },
  listIsLiveOnly: async (isOn) => {
    const given = { terminateMs: 1_000, tombstoneMs: 60_000, quirks: { listIsLiveOnly: isOn } };
    const { ask, launch, terminate, clock } = accountThat(given);
    const id = await launch();
    await terminate(id);
    await clock.sleep(2_000);
    expect((await ask('GET', `/instances/${id}`)).json.data.status).toBe('terminated');
    expect((await ask('GET', '/instances')).json.data).toHaveLength(isOn ? 0 : 1);
  },
  addressMissingWhileBooting: async (isOn) => {
    const { ask, launch } = accountThat({ checksShapes: false, quirks: { addressMissingWhileBooting: isOn } });
    const { data } = (await ask('GET', `/instances/${await launch()}`)).json;
    expect('ip' in data).toBe(!isOn);
  },
  unknownIdFailsBatch: async (isOn) => {
    const { launch, terminate } = accountThat({ quirks: { unknownIdFailsBatch: isOn } });
    expect((await terminate(await launch(), 'f'.repeat(32))).status).toBe(isOn ? 404 : 200);
  },
  twoSpellingsOfFileSystems: async (isOn) => {
    const { ask } = accountThat({ checksShapes: false, quirks: { twoSpellingsOfFileSystems: isOn } });
    expect((await ask('GET', '/filesystems')).status).toBe(isOn ? 404 : 200);
  },
  rateLimited: async (isOn) => {
    const { ask, clock } = accountThat({ quirks: { rateLimited: isOn } });
    const statuses = await Promise.all([1, 2, 3].map(async () => (await ask('GET', '/images')).status));
    expect(statuses).toEqual([200, 200, isOn ? 429 : 200]);
    await clock.sleep(5_000);
    await ask('POST', '/instance-operations/launch', launchBody);
    await clock.sleep(1_000);
    expect((await ask('POST', '/instance-operations/launch', launchBody)).status).toBe(isOn ? 429 : 200);
  },
  blocksUnknownAgents: async (isOn) => {
    const { ask } = accountThat({ quirks: { blocksUnknownAgents: isOn } });
    const { status, text } = await ask('GET', '/images', undefined, { 'user-agent': '' });
    expect([status, text.startsWith('error code')]).toEqual(isOn ? [403, true] : [200, false]);
  },
  jupyterInReads: async (isOn) => {
    const { ask, launch } = accountThat({ quirks: { jupyterInReads: isOn } });
    await launch();
    expect((await ask('GET', '/instances')).text.includes('hidden')).toBe(isOn);
  },
  capacityMapLies: async (isOn) => {
    const { ask } = accountThat({ quirks: { capacityMapLies: isOn } });
    const { regions_with_capacity_available: listed } = (await ask('GET', '/instance-types')).json.data.cpu_4x_general;
    const statuses: number[] = [];
    for (const { name } of listed) {
      const body = { ...launchBody, region_name: name, instance_type_name: 'cpu_4x_general' };
      statuses.push((await ask('POST', '/instance-operations/launch', body)).status);
    }
    expect(statuses.filter((status) => status === 400)).toHaveLength(isOn ? 1 : 0);
  },
  twoStatusesForAbsent: async (isOn) => {
    const { ask } = accountThat({ quirks: { twoStatusesForAbsent: isOn } });
    const body = { ...launchBody, ssh_key_names: ['nobody'] };
    const statuses = new Set<number>();
    for (let n = 0; n < 20; n += 1) statuses.add((await ask('POST', '/instance-operations/launch', body)).status);
    expect([...statuses].sort()).toEqual(isOn ? [400, 404] : [404]);
  },
};

test.each(Object.keys(realQuirks) as (keyof Quirks)[])(
  'the quirk %s is there, and can be switched off',
  async (quirk) => {
    await quirkTests[quirk](true);
    await quirkTests[quirk](false);
  },
);

test('a list goes on over its pages, and shows what was there when it was begun', async () => {
  const { ask, launch } = accountThat({ pageSize: 2 });
  for (let n = 0; n < 3; n += 1) await launch();
  const first = (await ask('GET', '/instances')).json;
  await launch();
  const second = (await ask('GET', `/instances?page_token=${first.page_token}`)).json;
  expect([first.data.length, second.data.length, second.page_token]).toEqual([2, 1, undefined]);
});

test('the key may come as the user name too, and without one nobody is let in', async () => {
  const { ask } = accountThat();
  const basic = `Basic ${Buffer.from('key:').toString('base64')}`;
  expect((await ask('GET', '/images', undefined, { authorization: basic })).status).toBe(200);
  expect((await ask('GET', '/images', undefined, { authorization: '' })).status).toBe(401);
});
