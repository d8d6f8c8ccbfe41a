import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySpawnRequest } from '../../src/contracts/generators/spawn-request.ts';
import { reasonToRefuse } from '../../src/contracts/invalid-request.ts';
import { facts } from './facts.ts';

test('a request that the world can honour has no reason to be refused', () => {
  fc.assert(
    fc.property(anySpawnRequest(facts), (request) => {
      expect(reasonToRefuse(request, facts)).toBeUndefined();
    }),
  );
});

test.each([undefined, null, 'request', []])('%j is no request', (request) => {
  expect(reasonToRefuse(request, facts)).toBe('the request is not an object');
});

test('a size a little beyond the largest is left to the service', () => {
  const spec = { cpus: facts.largest.cpus + 1, memoryMiB: facts.smallest.memoryMiB };
  expect(reasonToRefuse({ spec }, facts)).toBeUndefined();
});
