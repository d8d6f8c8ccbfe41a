import { expect } from 'vitest';
import { small, test } from './docker-world.ts';

const rows: readonly (readonly [what: string, tags: Readonly<Record<string, string>>])[] = [
  ['quotes and backslashes', { a: `it's "quoted" \\ \\" \`id\` $(id) $HOME` }],
  ['line breaks and tabs', { a: 'one\ntwo\r\nthree\n', b: '\t \v' }],
  ['unicode, whole and broken', { 'schlüssel 🗝': 'naïve 日本語 👩‍👩‍👧 \u202e', lone: 'a\ud800b' }],
  ['control characters', { nul: 'a\0b', escape: '\u001b[31m\u0007' }],
  ['separators of labels and filters', { 'a=b': 'c=d', 'a,b': 'c,d', 'x:y': '{{json .}}' }],
  ['what looks like a label of ours', { 'dev.assay.run': 'other', 'dev.assay.provider': 'other' }],
  ['names that objects have', { constructor: 'a', toString: 'b', hasOwnProperty: 'c' }],
  ['what looks like a flag', { '--rm': '--privileged', '-v': '/:/host' }],
  ['nothing at all', { empty: '' }],
  ['blanks around', { ' lead ': ' trail ' }],
  ['a long value', { long: 'x'.repeat(60_000) }],
  ['many tags', Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`key-${index}`, `value ${index}`]))],
];

test.for(rows)('tags survive the engine: %s', async ([, tags], { world }) => {
  const { provider } = world;
  const { id } = await provider.spawn({ ...small, tags });
  expect((await provider.get(id))?.tags).toEqual(tags);
  expect((await provider.list({ tags })).map((instance) => instance.id)).toEqual([id]);
  expect((await world.entries()).map((entry) => entry.tags)).toEqual([tags]);
});

test('a tag called __proto__ is a tag', async ({ world }) => {
  const tags = JSON.parse('{"__proto__":"mine"}') as Record<string, string>;
  const { id } = await world.provider.spawn({ ...small, tags });
  const found = (await world.provider.get(id))?.tags ?? {};
  expect(Object.entries(found)).toEqual([['__proto__', 'mine']]);
});

test('tags too long for a command are refused, and nothing is created', async ({ world }) => {
  const tags = { long: 'é'.repeat(60_000) };
  await expect(world.provider.spawn({ ...small, tags })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(await world.entries()).toEqual([]);
});

test('a name survives whatever it is made of', async ({ world }) => {
  const name = `Bob's "box"\n=🗝 --rm`;
  const { id } = await world.provider.spawn({ ...small, name });
  expect(await world.provider.get(id)).toMatchObject({ name, tags: {} });
});
