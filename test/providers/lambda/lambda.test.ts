import { expect, test } from 'vitest';
import { createLambda } from '../../../src/providers/lambda/lambda.ts';
import { type Asked, activeInstance, contextUnderTest, data, id, types } from './context-under-test.ts';

const request = { spec: { cpus: 1, memoryMiB: 1_024 } };

/** A provider whose service answers by method and path, and what it was asked. */
function providerThat(answers: Readonly<Record<string, (asked: Asked) => Response>>) {
  const calls: Asked[] = [];
  const context = contextUnderTest((asked) => {
    calls.push(asked);
    return answers[`${asked.method} ${asked.path}`]?.(asked) ?? Response.json({ error: {} }, { status: 500 });
  });
  return { provider: createLambda(context).provider, calls, clock: context.clock };
}

test('a launch carries the key of its spawn in a tag and in the name, and the agent is named', async () => {
  const { provider, calls } = providerThat({
    'GET /instance-types': () => data(types),
    'POST /instance-operations/launch': () => data({ instance_ids: [id] }),
  });
  const tags = { kteam: 'blue', Odd_Key: 'kept' };
  expect(await provider.spawn({ ...request, name: 'trainer', tags })).toMatchObject({ id, name: 'trainer', tags });
  const launch = calls.at(-1);
  const sentTags = (launch?.body.tags ?? []) as { readonly key: string; readonly value: string }[];
  const sent = Object.fromEntries(sentTags.map((tag) => [tag.key, tag.value]));
  expect(launch?.body.name).toBe(`assay-${sent['assay:spawn']}`);
  expect(sent).toMatchObject({ kteam: 'blue', 'assay:name': 'trainer', 'assay:x-4f64645f4b6579': 'kept' });
  expect(launch?.headers['user-agent']).toBeTruthy();
});

test('a launch whose answer was lost is adopted by its key, and not sent again', async () => {
  const launched: unknown[] = [];
  const { provider, calls } = providerThat({
    'GET /instance-types': () => data(types),
    'POST /instance-operations/launch': ({ body }) => {
      launched.push({ ...activeInstance, status: 'booting', name: body.name, tags: body.tags });
      return new Response('error code: 524', { status: 524 });
    },
    'GET /instances': () => data(launched),
  });
  expect(await provider.spawn(request)).toMatchObject({ id, status: 'starting' });
  expect(calls.filter(({ path }) => path.endsWith('/launch'))).toHaveLength(1);
});

test('a second is kept between requests, and 12 between launches, whatever else is asked', async () => {
  const { provider, calls } = providerThat({
    'GET /instance-types': () => data(types),
    'GET /instances': () => data([activeInstance]),
    'POST /instance-operations/launch': () => data({ instance_ids: [id] }),
  });
  await Promise.all([provider.spawn(request), provider.spawn(request), provider.list(), provider.spawn(request)]);
  const apart = (times: readonly number[]) => Math.min(...times.slice(1).map((at, index) => at - (times[index] ?? 0)));
  expect(apart(calls.map(({ atMs }) => atMs))).toBeGreaterThanOrEqual(1_000);
  const launches = calls.filter(({ path }) => path.endsWith('/launch')).map(({ atMs }) => atMs);
  expect(launches).toHaveLength(3);
  expect(apart(launches)).toBeGreaterThanOrEqual(12_000);
});

test('who looks at the same time shares one list, and nobody shares what was handed out', async () => {
  const { provider, calls } = providerThat({ 'GET /instances': () => data([activeInstance]) });
  await provider.list();
  const [one, two] = await Promise.all([provider.get(id), provider.get(id), provider.list(), provider.list()]);
  expect(calls).toHaveLength(2);
  expect(one).toEqual(two);
  expect(one).not.toBe(two);
});

test('the token of the notebook is in no read', async () => {
  const { provider } = providerThat({ 'GET /instances': () => data([activeInstance]) });
  expect(JSON.stringify(await provider.list())).not.toContain('notebook');
});

test('an id that nobody has seen is given a minute before its absence is believed', async () => {
  const { provider, clock } = providerThat({
    'POST /instance-operations/terminate': () =>
      Response.json({ error: { code: 'global/object-does-not-exist', message: 'no' } }, { status: 404 }),
    'GET /instances': () => data([]),
  });
  await provider.terminate(id);
  expect(clock.monotonic()).toBeGreaterThanOrEqual(60_000);
});

test('what is ending already is ended, although the service calls it an unknown error', async () => {
  const { provider } = providerThat({
    'POST /instance-operations/terminate': () =>
      Response.json({ error: { code: 'global/unknown', message: 'unknown' } }, { status: 500 }),
    'GET /instances': () => data([{ ...activeInstance, status: 'terminating' }]),
  });
  await expect(provider.terminate(id)).resolves.toBeUndefined();
});

test('a pre-empted instance says why it ended', async () => {
  const { provider } = providerThat({ 'GET /instances': () => data([{ ...activeInstance, status: 'preempted' }]) });
  expect(await provider.get(id)).toMatchObject({ status: 'terminated', reason: 'SPOT_INTERRUPTED' });
});

test.each([
  ['a tag that is ours', { ...request, tags: { 'assay:spawn': 'x' } }],
  ['a key too long to be written in hexadecimal', { ...request, tags: { ['Ä'.repeat(30)]: 'x' } }],
  ['a value that is too long', { ...request, tags: { key: 'x'.repeat(129) } }],
  ['an idempotency key, which nothing keeps', { ...request, idempotencyKey: 'k' }],
])('%s is refused before anything is asked', async (_what, refused) => {
  const { provider, calls } = providerThat({});
  await expect(provider.spawn(refused)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(calls).toEqual([]);
});
