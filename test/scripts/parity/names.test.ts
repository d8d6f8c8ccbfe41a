import { expect, test } from 'vitest';
import { createNames, resolve } from '../../../scripts/parity/names.ts';

test('a reference is the nth of its kind, counted round, and nobody where there is none', () => {
  const names = createNames();
  expect(names.idOf('$volume.0')).toBe('vol-00000000000000000');
  names.learn('vol-0aaaaaaaaaaaaaaaa');
  names.learn('vol-0bbbbbbbbbbbbbbbb');
  expect(names.idOf('$volume.3')).toBe('vol-0bbbbbbbbbbbbbbbb');
  expect(names.idOf('$volume.unknown')).toBe('vol-00000000000000000');
  expect(names.idOf('$volume.malformed')).toBe('vol-nonsense');
});

test('what was introduced has a name of its own, and is none of those that are counted', () => {
  const names = createNames();
  names.introduce('$image.public', 'ami-0aaaaaaaaaaaaaaaa');
  expect(names.idOf('$image.public')).toBe('ami-0aaaaaaaaaaaaaaaa');
  expect(names.nameOf('ami-0aaaaaaaaaaaaaaaa')).toBe('image-public');
  expect(names.idOf('$image.0')).toBe('ami-00000000000000000');
});

test('references are resolved wherever they are, and what two of them mean is named once', () => {
  const names = createNames();
  names.learn('i-0aaaaaaaaaaaaaaaa');
  const input = { InstanceIds: ['$instance.0', '$instance.1'], Filters: [{ Name: 'x', Values: ['$1.00'] }] };
  expect(resolve(input, names)).toEqual({
    InstanceIds: ['i-0aaaaaaaaaaaaaaaa'],
    Filters: [{ Name: 'x', Values: ['$1.00'] }],
  });
});
