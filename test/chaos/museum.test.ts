import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { experimentSchema } from '../../src/chaos/experiment.ts';
import { toFailedRun } from '../../src/chaos/lanes/shrunk-failure.ts';
import type { MuseumEntry } from '../../src/chaos/museum/museum-entry.ts';
import { oracleIds } from '../../src/chaos/oracles/oracle-set.ts';
import { shrinkExperiment } from '../../src/chaos/shrink-experiment.ts';
import { tellStory } from '../../src/chaos/story.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { brokenControlPlanes } from './broken/broken-control-planes.ts';
import { play } from './host.ts';

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'museum');
const files = readdirSync(folder).filter((name) => /^m\d\d-/.test(name));
const museum = await Promise.all(
  files.map(async (file) => ((await import(join(folder, file))) as { readonly default: MuseumEntry }).default),
);
const seeds = Array.from({ length: 10 }, (_, index) => index);

const all = [...museum, ...brokenControlPlanes].map((entry) => [entry.name, entry] as const);

test.each(all)('%s fails with its oracle and no other, on whatever host', async (_name, entry) => {
  for (const seed of seeds) {
    const { violation } = await play({ ...entry.experiment, oracles: [...oracleIds] }, entry, seed, entry.provider);
    expect({ seed, oracle: violation?.oracle }).toEqual({ seed, oracle: entry.oracle });
  }
});

test.each(all)(
  'a sound control plane on a sound adapter passes the experiment of %s, and it was really made',
  async (_name, entry) => {
    for (const seed of seeds) {
      const { violation, acted, exercised } = await play(entry.experiment, entry.sound ?? referenceControlPlane, seed);
      expect({ seed, violation }).toEqual({ seed, violation: undefined });
      expect([...acted].filter(([, times]) => times === 0)).toEqual([]);
      expect(exercised).toEqual(expect.arrayContaining([entry.oracle]));
    }
  },
);

test('each oracle is seen red', () => {
  const red = new Set([...museum, ...brokenControlPlanes].map(({ oracle }) => oracle));
  expect([...oracleIds].filter((id) => !red.has(id))).toEqual([]);
});

test.each(museum.map((entry) => [entry.name, entry] as const))(
  '%s shrinks to at most three disturbances and eight operations, and to a story of ten sentences',
  async (_name, entry) => {
    const experiment = experimentSchema.parse(entry.experiment);
    const result = toFailedRun(await play(experiment, entry, 1, entry.provider));
    if (!result) throw new Error('it did not fail');
    const { signal } = new AbortController();
    const shrunk = await shrinkExperiment({
      failed: { experiment, result },
      signal,
      wallMs: () => 0,
      again: (candidate) => play(candidate, entry, 1, entry.provider),
    });
    expect(shrunk.experiment.disturbances.length).toBeLessThanOrEqual(3);
    expect(shrunk.experiment.operations.length).toBeLessThanOrEqual(8);
    expect(shrunk.result.violation.oracle).toBe(entry.oracle);
    const story = tellStory(shrunk.experiment, shrunk.result.history);
    expect(story.length).toBeLessThanOrEqual(10);
    expect(story.at(-1)).toContain(entry.oracle);
  },
);
