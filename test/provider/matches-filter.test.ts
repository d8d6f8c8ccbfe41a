import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instance } from '../../src/provider/instance.ts';
import { matchesFilter } from '../../src/provider/matches-filter.ts';

const instance: Instance = { id: 'a', status: 'running', region: 'local', tags: { team: 'x', tier: '1' } };

test.each([
  [{}, true],
  [{ ids: ['b', 'a'] }, true],
  [{ ids: ['b'] }, false],
  [{ ids: [] }, false],
  [{ statuses: ['running'] }, true],
  [{ statuses: ['stopped'] }, false],
  [{ region: 'local' }, true],
  [{ region: 'moon' }, false],
  [{ tags: {} }, true],
  [{ tags: { team: 'x' } }, true],
  [{ tags: { team: 'x', tier: '2' } }, false],
  [{ tags: { constructor: 'Object' } }, false],
  [{ ids: ['a'], region: 'moon' }, false],
] as const)('%j is matched: %s', (filter, matched) => {
  expect(matchesFilter(instance, filter)).toBe(matched);
});

test('two filters together match what each of them matches', () => {
  const ids = fc.subarray(['a', 'b', 'c']);
  const statuses = fc.subarray(['running', 'stopped'] as const);
  fc.assert(
    fc.property(ids, statuses, (someIds, someStatuses) => {
      const both = matchesFilter(instance, { ids: someIds, statuses: someStatuses });
      const each = matchesFilter(instance, { ids: someIds }) && matchesFilter(instance, { statuses: someStatuses });
      expect(both).toBe(each);
    }),
  );
});
