import { expect, test } from 'vitest';
import { drawnApart } from '../../src/chaos/drawn-apart.ts';

const of = (kind: string) => ({ id: kind, kind, parameters: {}, trigger: { on: 'time', atMs: 0 } }) as const;

test('what nobody could survive together is not drawn together, whichever comes first', () => {
  const kinds = ['sold-twice', 'down', 'relabelled'];
  const kept = (order: readonly string[]) => drawnApart(order.map(of)).map(({ kind }) => kind);
  expect(kept(kinds)).toEqual(['sold-twice', 'down']);
  expect(kept(kinds.toReversed())).toEqual(['relabelled', 'down']);
  expect(kept(['relabelled', 'record-lost', 'relabelled'])).toHaveLength(3);
});
