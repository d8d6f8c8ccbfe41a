import { expect, test } from 'vitest';
import { createMemoryStore } from '../../src/controlplane/durable-store.ts';

test('what is put is what is got, and neither is shared with whoever holds it', async () => {
  const store = createMemoryStore();
  const row = { phase: 'launching' };
  await store.put('intents/a', row);
  row.phase = 'running';
  const got = await store.get<typeof row>('intents/a');
  expect(got).toEqual({ phase: 'launching' });
  if (got) got.phase = 'ended';
  expect(await store.get('intents/a')).toEqual({ phase: 'launching' });
});

test('keys come in order and by prefix, and what is deleted is gone', async () => {
  const store = createMemoryStore();
  for (const key of ['b/2', 'a/1', 'b/1']) await store.put(key, 0);
  expect(await store.keys()).toEqual(['a/1', 'b/1', 'b/2']);
  expect(await store.keys('b/')).toEqual(['b/1', 'b/2']);
  await store.delete('b/1');
  await store.delete('no such');
  expect([await store.keys('b/'), await store.get('b/1')]).toEqual([['b/2'], undefined]);
});

test('what is compared is written only where it is still what was expected', async () => {
  const store = createMemoryStore();
  expect(await store.compareAndPut('a', undefined, { n: 1 })).toBe(true);
  expect(await store.compareAndPut('a', undefined, { n: 2 })).toBe(false);
  expect(await store.compareAndPut('a', { n: 1 }, { n: 3 })).toBe(true);
  expect(await store.get('a')).toEqual({ n: 3 });
});
