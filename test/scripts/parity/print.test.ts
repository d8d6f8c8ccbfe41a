import { expect, test, vi } from 'vitest';
import { printTally } from '../../../scripts/parity/print.ts';
import type { Quirk } from '../../../scripts/parity/quirks/quirk.ts';

const quirk: Quirk = { name: 'moto sleeps', why: '', url: '', parts: false, matches: () => true };
const call = { action: 'DeleteVolume', input: {} } as const;
const difference = { call, path: 'outcome', where: 'outcome', model: 'VolumeInUse', moto: 'answered' };
const clean = { calls: 3, equal: 3, explained: [], unexplained: [], behind: 0 };
const tally = { quirks: [quirk], seconds: 1, isWhole: true };

function printed(ran: Parameters<typeof printTally>[0]['ran'], isWhole = true): { text: string; isFine: boolean } {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const isFine = printTally({ ...tally, ran, isWhole });
  const text = log.mock.calls.map(([line]) => String(line)).join('\n');
  log.mockRestore();
  return { text, isFine };
}

test('a quirk that a whole run never saw is an error, a part of one says nothing of it', () => {
  expect(printed([clean])).toMatchObject({ isFine: false, text: expect.stringContaining('stale: ') });
  expect(printed([clean], false).isFine).toBe(true);
});

test('what is not explained is an error, and is told with a call that shows it', () => {
  const { text, isFine } = printed([{ ...clean, explained: [{ quirk, difference }], unexplained: [difference] }]);
  expect(isFine).toBe(false);
  expect(text).toContain('unexplained: 1');
  expect(text).toContain('DeleteVolume outcome: the model says VolumeInUse, moto answered (1 times');
});

test('where all is explained and every quirk was seen, all is well', () => {
  expect(printed([{ ...clean, explained: [{ quirk, difference }] }]).isFine).toBe(true);
});
