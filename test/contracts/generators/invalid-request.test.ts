import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyInvalidRequest, typicalInvalidRequests } from '../../../src/contracts/generators/invalid-request.ts';
import { reasonToRefuse } from '../../../src/contracts/invalid-request.ts';
import { facts, tinyFacts } from '../facts.ts';

test.each([facts, tinyFacts])('every invalid request has a reason to be refused', (world) => {
  fc.assert(
    fc.property(anyInvalidRequest(world), (request) => {
      expect(reasonToRefuse(request, world)).toBeTypeOf('string');
    }),
  );
});

test('invalid requests come with every reason', () => {
  const drawn = fc.sample(anyInvalidRequest(facts), { numRuns: 500, seed: 1 });
  const reasons = drawn.map((request) => reasonToRefuse(request, facts));
  expect([...new Set(reasons)].sort()).toEqual([
    'a tag value is not a string',
    'cpus is less than 1',
    'cpus is more than can be had',
    'cpus is not a number',
    'cpus is not a whole number',
    'image is unknown',
    'memoryMiB is less than 1',
    'memoryMiB is more than can be had',
    'memoryMiB is not a number',
    'memoryMiB is not a whole number',
    'region is unknown',
    'spec is not an object',
    'tags is not an object',
  ]);
});

test('each typical invalid request has a reason of its own', () => {
  const reasons = typicalInvalidRequests(facts).map((request) => reasonToRefuse(request, facts));
  expect(reasons).not.toContain(undefined);
  expect(new Set(reasons).size).toBe(reasons.length);
});

test('an invalid request survives a round trip through JSON', () => {
  fc.assert(
    fc.property(anyInvalidRequest(facts), (request) => {
      expect(JSON.parse(JSON.stringify(request))).toEqual(request);
    }),
  );
});
