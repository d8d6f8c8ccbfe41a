import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  filterArguments,
  hasLabels,
  labelArguments,
  readTags,
  writeTags,
} from '../../../../src/providers/orbstack/hosts/docker-labels.ts';

const anyTags = fc.dictionary(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' }));

test('any tags survive being one label, odd characters included', () => {
  fc.assert(
    fc.property(anyTags, (tags) => {
      expect(Object.entries(readTags(writeTags(tags)))).toEqual(Object.entries(tags));
    }),
  );
});

test('half a surrogate pair survives too, because the label itself is well-formed', () => {
  const written = writeTags({ half: '\ud800' });
  expect(written.isWellFormed()).toBe(true);
  expect(readTags(written)).toEqual({ half: '\ud800' });
});

test('a tag called __proto__ stays a tag', () => {
  const tags = JSON.parse('{"__proto__":"x"}');
  expect(Object.entries(readTags(writeTags(tags)))).toEqual([['__proto__', 'x']]);
});

test.each([undefined, '', 'no json', 'null', '{"a":"b"}', '[1]', '[["a",1]]'])(
  'a label that is not ours, %j, holds no tags',
  (text) => {
    expect(readTags(text)).toEqual({});
  },
);

test('labels become one argument each, whatever they hold', () => {
  expect(labelArguments({ 'dev.x': 'a=b --c\n"d"' })).toEqual(['--label', 'dev.x=a=b --c\n"d"']);
  expect(filterArguments({ 'dev.x': 'y' })).toEqual(['--filter', 'label=dev.x=y']);
});

test('something is ours only with every label that we ask for', () => {
  expect(hasLabels({ a: '1', b: '2' }, { a: '1' })).toBe(true);
  expect(hasLabels({ a: '1' }, { a: '1', b: '2' })).toBe(false);
  expect(hasLabels({ a: '2' }, { a: '1' })).toBe(false);
  expect(hasLabels({}, { constructor: 'x' })).toBe(false);
});
