import { closeSync, mkdtempSync, openSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startPulse, watchPulse } from '../../../src/engine/journal/pulse.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-pulse-'));
  path = join(folder, 'journal.jsonl');
  writeFileSync(path, '');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('who gets to run is never silent for long, and who does not is', () => {
  let nowMs = 0;
  const watch = watchPulse(path, () => nowMs);
  expect(watch.silentMs()).toBe(0);
  nowMs = 5_000;
  utimesSync(path, 1, 1);
  expect(watch.silentMs()).toBe(0);
  nowMs = 9_000;
  expect(watch.silentMs()).toBe(4_000);
});

test('a file that was marked long ago says nothing on the first look', () => {
  utimesSync(path, 1, 1);
  let nowMs = 100_000;
  const watch = watchPulse(path, () => nowMs);
  nowMs = 200_000;
  expect(watch.silentMs()).toBe(0);
});

test('an open file is marked until that is stopped, and a device is no trouble', () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const [file, device] = [openSync(path, 'a'), openSync('/dev/null', 'a')];
  const stops = [startPulse(file), startPulse(device)];
  const watch = watchPulse(path, () => Date.now());
  watch.silentMs();
  vi.advanceTimersByTime(3_500);
  expect(watch.silentMs()).toBe(0);
  for (const stop of stops) stop();
  vi.advanceTimersByTime(60_000);
  expect(watch.silentMs()).toBe(60_000);
  vi.useRealTimers();
  for (const open of [file, device]) closeSync(open);
});
