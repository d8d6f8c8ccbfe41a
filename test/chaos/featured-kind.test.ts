import { expect, test } from 'vitest';
import { disturbanceKinds } from '../../src/chaos/disturbance-kinds.ts';
import { featuredKind } from '../../src/chaos/featured-kind.ts';
import { plannedRun } from '../../src/chaos/lanes/lane-setup.ts';

test('each kind is dealt once before any comes again, and no two deals are alike', () => {
  const { length } = disturbanceKinds;
  const dealt = Array.from({ length: 3 * length }, (_, index) => featuredKind(disturbanceKinds, 7, index)?.kind);
  const deals = [0, 1, 2].map((deal) => dealt.slice(deal * length, (deal + 1) * length));
  for (const deal of deals) expect(new Set(deal).size).toBe(length);
  expect(deals[0]).not.toEqual(deals[1]);
});

test('a run is the same whoever plans it, and has the kind that was dealt to it', () => {
  const kinds = disturbanceKinds.filter(({ needs }) => needs === undefined).map(({ kind }) => kind);
  const setup = { seed: 3, kinds, windowMs: 5_000 };
  const own = disturbanceKinds.filter(({ kind }) => kinds.includes(kind));
  for (let index = 0; index < 60; index += 1) {
    const { experiment, seed } = plannedRun(setup, index, []);
    expect(plannedRun(setup, index, [])).toEqual({ experiment, seed });
    expect(experiment.disturbances[0]?.kind).toBe(featuredKind(own, 3, index)?.kind);
  }
});

test('an experiment that is given is run in every world as it is', () => {
  const { experiment } = plannedRun({ seed: 3, kinds: ['down'], windowMs: 0 }, 0, []);
  const setup = { seed: 3, kinds: ['down'], windowMs: 0, experiment };
  expect(plannedRun(setup, 5, []).experiment).toEqual(experiment);
  expect(plannedRun(setup, 5, []).seed).not.toBe(plannedRun(setup, 6, []).seed);
});
