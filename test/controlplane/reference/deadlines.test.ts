import { expect, test } from 'vitest';
import { createDeadlines } from '../../../src/controlplane/reference/deadlines.ts';
import type { IntentRecord } from '../../../src/controlplane/reference/intent-record.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

const intent = { id: 'a', request: { spec: { cpus: 1, memoryMiB: 512 } }, lifeMaxMs: 60_000 };

/** A clock of which the wall part may be set off. */
function open() {
  const virtual = createVirtualClock();
  let offMs = 0;
  const clock = { ...virtual, now: () => virtual.now() + offMs };
  const record: IntentRecord = { intent, wanted: 'running', phase: 'running', attempt: 1, ranAtMs: clock.now() };
  return {
    ...{ clock, record },
    jump: (ms: number) => {
      offMs += ms;
    },
  };
}

test('a life is counted from when it began, whatever the wall clock does', async () => {
  const { clock, record, jump } = open();
  const deadlines = createDeadlines(clock);
  deadlines.begin(intent);
  jump(3_600_000);
  expect(deadlines.isOver(record)).toBe(false);
  await clock.sleep(59_000);
  jump(-7_200_000);
  expect(deadlines.isOver(record)).toBe(false);
  await clock.sleep(1_000);
  expect(deadlines.isOver(record)).toBe(true);
});

test('another process goes on counting by the wall clock, and never gives more than there was', async () => {
  const { clock, record, jump } = open();
  await clock.sleep(40_000);
  const later = createDeadlines(clock);
  expect(later.isOver(record)).toBe(false);
  await clock.sleep(20_000);
  expect(later.isOver(record)).toBe(true);
  jump(-3_600_000);
  const earlier = createDeadlines(clock);
  expect(earlier.isOver(record)).toBe(false);
  await clock.sleep(60_000);
  expect(earlier.isOver(record)).toBe(true);
});

test('without a limit, or before anything ran, nothing is over', async () => {
  const { clock, record } = open();
  const deadlines = createDeadlines(clock);
  const { lifeMaxMs: _life, ...unlimited } = intent;
  const { ranAtMs: _ran, ...unseen } = record;
  await clock.sleep(100_000);
  expect([deadlines.isOver({ ...record, intent: unlimited }), deadlines.isOver(unseen)]).toEqual([false, false]);
});
