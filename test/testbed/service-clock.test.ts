import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownTime } from '../../src/testbed/service-clock.ts';
import '../promises/task-meta.ts';

const minuteMs = 60_000;

test('C4: whatever the clock of the service says, nothing is taken for older than it is', ({ task }) => {
  let things = 0;
  const service = fc.record({
    skewMs: fc.integer({ min: -15 * minuteMs, max: 15 * minuteMs }),
    ageMs: fc.integer({ min: 0, max: 600 * minuteMs }),
    onTheWayMs: fc.integer({ min: 0, max: 5_000 }),
    tellsTime: fc.boolean(),
  });
  fc.assert(
    fc.property(
      service,
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
      ({ skewMs, ageMs, onTheWayMs, tellsTime }, date) => {
        const nowMs = date.getTime();
        const header = tellsTime ? new Date(nowMs - onTheWayMs + skewMs).toUTCString() : null;
        const found = ownTime(nowMs - ageMs + skewMs, header, nowMs);
        const youngerMs = found - (nowMs - ageMs);
        expect(youngerMs).toBeGreaterThanOrEqual(0);
        // And never for much younger.
        expect(youngerMs).toBeLessThanOrEqual(tellsTime ? onTheWayMs + 1_000 : 30 * minuteMs);
        things += 1;
      },
    ),
  );
  task.meta.figure = `${things} things, clocks up to 15 min off: 0 taken for older than they are`;
});
