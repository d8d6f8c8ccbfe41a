import { expect, test } from 'vitest';
import { launchAndTerminate } from './launch-and-terminate.ts';
import { findViolation } from './play-contract.ts';
import { plainManners, type ToyManners } from './toy-world.ts';

const manners: Readonly<Record<string, Partial<ToyManners>>> = {
  'is instant': {},
  'boots slowly': { bootMs: 50_000 },
  'deletes slowly': { deleteMs: 29_000 },
  'shows tombstones': { tombstoneMs: 3_600_000 },
  'reads the past': { lagMs: 999 },
  'tells no more than it must': { terse: true },
  'answers slowly': { latencyMs: 300 },
  'is all of that': { bootMs: 9_000, deleteMs: 20_000, tombstoneMs: 60_000, lagMs: 900, terse: true, latencyMs: 70 },
};

const rows = Object.entries(manners).flatMap(([oddity, odd]) =>
  launchAndTerminate.map((contract) => [contract.id, oddity, contract, { ...plainManners, ...odd }] as const),
);

test.each(rows)('%s holds for a provider that %s', async (_id, _oddity, contract, odd) => {
  expect(await findViolation(contract, { cases: 60, manners: odd })).toBeUndefined();
});
