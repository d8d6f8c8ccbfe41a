import { expect, test } from 'vitest';
import { bodyOf, hostUnderTest, order } from './host-under-test.ts';

test('a machine is created, starts, runs, and is gone some time after its delete', () => {
  const host = hostUnderTest();
  const created = host.call('POST', '/v1/machines', order('a'));
  const path = `/v1/machines/${bodyOf(created).id}`;
  const state = () => bodyOf(host.call('GET', path)).state;
  expect(created.status).toBe(201);
  expect(state()).toBe('creating');
  host.wait(200);
  expect(state()).toBe('starting');
  host.wait(800);
  expect(state()).toBe('running');
  expect(host.call('DELETE', path).status).toBe(202);
  expect(state()).toBe('deleting');
  host.wait(500);
  expect(host.call('GET', path).status).toBe(404);
});

test('a machine can be deleted while it boots, and twice', () => {
  const host = hostUnderTest();
  const path = `/v1/machines/${bodyOf(host.call('POST', '/v1/machines', order('a'))).id}`;
  expect(host.call('DELETE', path).status).toBe(202);
  host.wait(300);
  expect(host.call('DELETE', path).status).toBe(202);
  host.wait(200);
  expect(host.call('DELETE', path).status).toBe(404);
});

test('a name is taken until its machine is gone, and the refusal says by whom', () => {
  const host = hostUnderTest();
  const { id } = bodyOf(host.call('POST', '/v1/machines', order('a')));
  const again = host.call('POST', '/v1/machines', order('a'));
  expect([again.status, bodyOf(again).error.code, bodyOf(again).error.machine_id]).toEqual([409, 'name_taken', id]);
  host.call('DELETE', `/v1/machines/${id}`);
  expect(host.call('POST', '/v1/machines', order('a')).status).toBe(409);
  host.wait(500);
  expect(host.call('POST', '/v1/machines', order('a')).status).toBe(201);
});

test.each([
  ['cpus below the smallest', { cpus: 0 }, 'invalid_machine'],
  ['half a cpu', { cpus: 1.5 }, 'invalid_machine'],
  ['memory beyond the largest', { memory_mib: 1_000_000 }, 'invalid_machine'],
  ['no disk at all', { disk_gib: 0 }, 'invalid_machine'],
  ['a name with a space', { name: 'a b' }, 'invalid_machine'],
  ['a label that is no text', { labels: { a: 1 } }, 'invalid_machine'],
  ['an unknown image', { image: 'windows' }, 'unknown_image'],
  ['an unknown region', { region: 'moon' }, 'unknown_region'],
  ['an unknown GPU', { gpu: { model: 'abacus', count: 1 } }, 'unknown_gpu'],
  ['more GPUs than fit', { gpu: { model: 'l4', count: 9 } }, 'invalid_machine'],
  ['an unknown network', { network: 'nowhere' }, 'unknown_network'],
  ['an unknown volume', { volumes: ['v-0'] }, 'unknown_volume'],
  ['an unknown snapshot', { snapshot: 's-0' }, 'unknown_snapshot'],
])('%s is refused and creates nothing', async (_what, more, code) => {
  const host = hostUnderTest();
  const answer = host.call('POST', '/v1/machines', order('a', more));
  expect([answer.status, bodyOf(answer).error.code]).toEqual([422, code]);
  expect(await host.entries()).toEqual([]);
});

test('more machines than the limit are refused until one is gone', () => {
  const host = hostUnderTest({ machinesMax: 1 });
  const { id } = bodyOf(host.call('POST', '/v1/machines', order('a')));
  const refused = host.call('POST', '/v1/machines', order('b'));
  expect([refused.status, bodyOf(refused).error.code]).toEqual([403, 'quota_exceeded']);
  host.call('DELETE', `/v1/machines/${id}`);
  host.wait(500);
  expect(host.call('POST', '/v1/machines', order('b')).status).toBe(201);
});

test('with tombstones a deleted machine is visible for a while, and its name is free', () => {
  const host = hostUnderTest({ tombstoneMs: 1_000 });
  const { id } = bodyOf(host.call('POST', '/v1/machines', order('a')));
  host.call('DELETE', `/v1/machines/${id}`);
  host.wait(500);
  expect(bodyOf(host.call('GET', `/v1/machines/${id}`)).state).toBe('deleted');
  expect(host.call('POST', '/v1/machines', order('a')).status).toBe(201);
  host.wait(1_000);
  expect(host.call('GET', `/v1/machines/${id}`).status).toBe(404);
});

test('the ledger sees at once what reads show late, and remembers what is gone', async () => {
  const host = hostUnderTest({ getLagMs: 3_000, listLagMs: 3_000 });
  const { id } = bodyOf(host.call('POST', '/v1/machines', order('a', { labels: { team: 'x' } })));
  expect(host.call('GET', `/v1/machines/${id}`).status).toBe(404);
  expect(await host.entries()).toMatchObject([
    { kind: 'instance', id, gone: false, running: false, tags: { team: 'x' } },
  ]);
  host.wait(1_000);
  expect((await host.entries())[0]?.running).toBe(true);
  host.call('DELETE', `/v1/machines/${id}`);
  host.wait(500);
  expect(await host.entries()).toMatchObject([
    { kind: 'instance', id, gone: true, running: false, tags: { team: 'x' } },
  ]);
});

test.each(['/', '/v1', '/v2/machines', '/v1/toasters', '/v1/machines/a/b'])('%s is no route', (path) => {
  const answer = hostUnderTest().call('GET', path);
  expect([answer.status, bodyOf(answer).error.code]).toEqual([404, 'no_such_route']);
});
