import { expect, test } from 'vitest';
import type { Call } from '../../../scripts/parity/call.ts';
import type { Judge, Reply } from '../../../scripts/parity/judge.ts';
import { createNames } from '../../../scripts/parity/names.ts';
import type { Quirk } from '../../../scripts/parity/quirks/quirk.ts';
import { runHistory } from '../../../scripts/parity/run-history.ts';

const call: Call = { action: 'DeleteVolume', input: {} };
const history = [call, call, call];

function judge(...replies: readonly Reply[]): Judge {
  const left = [...replies];
  return { names: createNames(), ask: async () => left.shift() ?? answered };
}

const answered: Reply = { outcome: 'answered', answer: {} };
const refused: Reply = { outcome: 'refused', code: 'VolumeInUse', status: 400 };

const quirk = (parts: boolean): Quirk => ({
  name: 'moto deletes what is in use',
  why: '',
  url: '',
  parts,
  matches: ({ path }) => path === 'outcome',
});

test('a quirk explains a difference, and the history goes on', async () => {
  const ran = await runHistory(history, [judge(refused), judge()], [quirk(false)]);
  expect(ran).toMatchObject({ calls: 3, equal: 2, behind: 0, unexplained: [] });
  expect(ran.explained.map((each) => each.quirk.name)).toEqual(['moto deletes what is in use']);
});

test('where a quirk parts the two, nothing that comes after is compared', async () => {
  const ran = await runHistory(history, [judge(refused, refused), judge()], [quirk(true)]);
  expect(ran).toMatchObject({ calls: 1, equal: 0, behind: 2, unexplained: [] });
});

test('a refusal that no quirk explains is unexplained, and ends the history', async () => {
  const ran = await runHistory(history, [judge(answered, refused), judge()], []);
  expect(ran).toMatchObject({ calls: 2, equal: 1, behind: 1 });
  expect(ran.unexplained).toHaveLength(1);
});

test('a field that no quirk explains is unexplained, and the history goes on', async () => {
  const more: Reply = { outcome: 'answered', answer: { Iops: 100 } };
  const ran = await runHistory(history, [judge(more), judge()], []);
  expect(ran).toMatchObject({ calls: 3, equal: 2, behind: 0 });
  expect(ran.unexplained.map(({ path }) => path)).toEqual(['Iops']);
});
