import { expect, test } from 'vitest';
import { timeOfUlid } from '../../../src/clouds/orbctl/ulid.ts';

test('the id of a machine says when it was made', () => {
  expect(timeOfUlid('01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBe(1_469_922_850_259);
  expect(timeOfUlid('7ZZZZZZZZZ0000000000000000')).toBe(2 ** 48 - 1);
});

test('what is no such id says nothing', () => {
  for (const id of [
    '',
    'ubuntu',
    '01arz3ndektsv4rrffq69g5fav',
    '8ZZZZZZZZZ0000000000000000',
    '01ARZ3NDEKTSV4RRFFQ69G5FAVX',
  ])
    expect(timeOfUlid(id)).toBeNull();
});
