import { expect, test } from 'vitest';
import { createWorkplaces } from '../../../src/controlplane/reference/workplaces.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

function open() {
  const clock = createVirtualClock();
  const host = { isBusy: async (_id: string) => false };
  const workplaces = createWorkplaces({ isBusy: (id) => host.isBusy(id) }, clock);
  return { clock, host, workplaces };
}

test('idle is what two looks agree on, far enough apart', async () => {
  const { clock, workplaces } = open();
  await workplaces.look('a', 'm');
  expect(workplaces.isIdleFor('a', 15_000)).toBe(false);
  await clock.sleep(15_000);
  await workplaces.look('a', 'm');
  expect(workplaces.isIdleFor('a', 15_000)).toBe(true);
});

test.each([
  [
    'work that a look finds',
    async ({ host, workplaces }: ReturnType<typeof open>) => {
      host.isBusy = async () => true;
      await workplaces.look('a', 'm');
    },
  ],
  ['a job that is placed', async ({ workplaces }: ReturnType<typeof open>) => workplaces.placed('a')],
  ['another machine', async ({ workplaces }: ReturnType<typeof open>) => workplaces.look('a', 'm2')],
  [
    'a job that is placed while it looks',
    async ({ host, workplaces }: ReturnType<typeof open>) => {
      host.isBusy = async () => {
        workplaces.placed('a');
        return false;
      };
      await workplaces.look('a', 'm');
    },
  ],
] as const)('%s begins the count anew', async (_what, happens) => {
  const opened = open();
  const { clock, workplaces } = opened;
  await workplaces.look('a', 'm');
  await clock.sleep(20_000);
  await happens(opened);
  expect(workplaces.isIdleFor('a', 15_000)).toBe(false);
});

test('there is work only for a machine that was last seen to run', () => {
  const { workplaces } = open();
  expect(workplaces.isFit('m')).toBe(false);
  workplaces.saw('m', true);
  workplaces.sawList([{ id: 'm', status: 'running' }]);
  expect(workplaces.isFit('m')).toBe(true);
  workplaces.saw('m', false);
  expect(workplaces.isFit('m')).toBe(false);
});

test('a list that shows it stopped, or not at all, is enough to give it no work', () => {
  const { workplaces } = open();
  for (const instances of [[{ id: 'm', status: 'stopped' as const }], [{ id: 'other', status: 'running' as const }]]) {
    workplaces.saw('m', true);
    workplaces.sawList(instances);
    expect(workplaces.isFit('m')).toBe(false);
  }
});
