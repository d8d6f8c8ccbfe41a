import { expect, test } from 'vitest';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import type { WorldFacts } from '../../src/testbed/world-facts.ts';
import { facts, richFacts, tinyFacts, unknownFacts } from './facts.ts';

const worlds: Readonly<Record<string, WorldFacts>> = { facts, tinyFacts, unknownFacts, richFacts };
const cases = Object.entries(worlds).flatMap(([name, world]) =>
  contractCatalogue.map(({ id, boundaries }) => ({ id, name, world, edges: boundaries?.(world) ?? [] })),
);

test('no edge case is empty: it would stand for one that shows something', () => {
  const empty = cases.filter(({ edges }) => edges.some((steps) => steps.length === 0));
  expect(empty.map(({ id, name }) => `${id} in ${name}`)).toEqual([]);
});

test('edge cases are the same whenever they are asked for', () => {
  for (const { id, world, edges } of cases) {
    const again = contractCatalogue.find((contract) => contract.id === id)?.boundaries?.(world) ?? [];
    expect(again).toEqual(edges);
  }
});
