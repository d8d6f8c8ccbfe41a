import { expect, test } from 'vitest';
import { satisfies } from '../../src/contracts/satisfies.ts';

const machine = { id: 'i-1', status: 'running', region: 'eu', tags: { a: 'x', b: '' } } as const;

test.each([
  [{}, 'yes'],
  [{ tags: {} }, 'yes'],
  [{ ids: ['i-0', 'i-1'] }, 'yes'],
  [{ ids: ['i-0'] }, 'no'],
  [{ ids: [] }, 'no'],
  [{ statuses: ['pending', 'running'] }, 'yes'],
  [{ statuses: [] }, 'no'],
  [{ region: 'us' }, 'no'],
  [{ tags: { a: 'x' } }, 'yes'],
  [{ tags: { a: 'x', b: '' } }, 'yes'],
  [{ tags: { a: 'x', c: '' } }, 'no'],
  [{ ids: ['i-1'], region: 'us' }, 'no'],
] as const)('%j for a machine whose every field is known: %s', (filter, expected) => {
  expect(satisfies(filter, machine)).toBe(expected);
});

test.each([
  [{ region: 'eu' }, 'unknown'],
  [{ statuses: ['running'] }, 'unknown'],
  [{ statuses: [] }, 'no'],
  [{ tags: { a: 'x' } }, 'unknown'],
  [{ tags: {} }, 'yes'],
  [{ ids: ['i-0'], region: 'eu' }, 'no'],
] as const)('%j for a machine of which only the id is known: %s', (filter, expected) => {
  expect(satisfies(filter, { id: 'i-1' })).toBe(expected);
});
