import { expect, test } from 'vitest';
import { spawnMany } from '../../../src/contracts/generators/spawn-many.ts';
import { plainRequest } from '../../../src/contracts/generators/spawn-request.ts';
import { facts } from '../facts.ts';

test('Machines have names of their own, and are alike', () => {
  const steps = spawnMany(facts, 3, { region: 'attic' });
  const request = { ...plainRequest(facts), region: 'attic' };
  expect(steps).toEqual(['i1', 'i2', 'i3'].map((as) => ({ op: 'spawn', as, request })));
});
