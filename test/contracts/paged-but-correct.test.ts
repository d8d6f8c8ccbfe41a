import fc from 'fast-check';
import { expect, test } from 'vitest';
import { observeAndErrors } from './observe-and-errors.ts';
import { pagedFacts } from './paged-facts.ts';
import type { PagedManners } from './paged-service.ts';
import { findBroken, playPaged } from './paged-world.ts';

const manners: Readonly<Record<string, Partial<PagedManners>>> = {
  'is instant': {},
  'boots slowly': { bootMs: 50_000 },
  'shows tombstones': { deleteMs: 9_000, tombstoneMs: 3_600_000 },
  'reads the past': { lagMs: 999, terse: true },
  'answers slowly': { latencyMs: 300 },
  'pages one by one among strangers': { pageSize: 1, foreign: 4, shuffled: true },
  'tells little': { terse: true, summary: true, foreign: 2 },
  'gets by listing and tries again': { getByList: true, retries: 2 },
  'is all of that': {
    bootMs: 9_000,
    deleteMs: 5_000,
    tombstoneMs: 60_000,
    lagMs: 900,
    latencyMs: 30,
    pageSize: 2,
    foreign: 3,
    shuffled: true,
    terse: true,
    summary: true,
    getByList: true,
    retries: 1,
  },
};

const rows = Object.entries(manners).flatMap(([oddity, odd]) =>
  observeAndErrors.map((contract) => [contract.id, oddity, contract, odd] as const),
);

test.each(rows)('%s holds for a provider that %s', async (_id, _oddity, contract, odd) => {
  expect(await findBroken(contract, { manners: odd, cases: 50 })).toBeUndefined();
});

test.each(observeAndErrors.map((contract) => [contract.id, contract] as const))(
  '%s holds for any subset of its steps',
  async (_id, contract) => {
    const odd = { bootMs: 700, deleteMs: 400, tombstoneMs: 900, lagMs: 800, pageSize: 2, foreign: 1, terse: true };
    const kept = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
    for (const [steps, keep] of fc.sample(fc.tuple(contract.steps(pagedFacts), kept), { numRuns: 60, seed: 3 })) {
      const subset = steps.filter((_, index) => keep[index % keep.length]);
      expect(await playPaged(contract, subset, { manners: odd })).toBeUndefined();
    }
  },
);
