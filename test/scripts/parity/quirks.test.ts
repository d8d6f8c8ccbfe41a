import { expect, test } from 'vitest';
import { quirks } from '../../../scripts/parity/quirks.ts';

test('every quirk has a name of its own, one sentence of reason and a place where it is said', () => {
  expect(new Set(quirks.map(({ name }) => name)).size).toBe(quirks.length);
  for (const { why, url } of quirks) {
    expect(why).toMatch(/^[A-Zm].*\.$/);
    expect(url).toMatch(/^https:\/\//);
  }
});

test('no quirk takes everything: an answer beside a refusal that nobody knows is left', () => {
  const call = { action: 'DeleteVolume', input: {} } as const;
  const difference = { call, path: 'outcome', where: 'outcome', model: 'FluxMisaligned', moto: 'answered' };
  expect(quirks.filter((quirk) => quirk.matches(difference))).toEqual([]);
});
