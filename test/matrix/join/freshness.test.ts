import { expect, test } from 'vitest';
import type { RunRecord } from '../../../src/matrix/evidence/run-record.ts';
import { ageOfRun } from '../../../src/matrix/join/freshness.ts';
import { sampleOutcome, sampleProvider } from '../../reporters/sample-report.ts';
import { matrixOf, recordsOf, runOf, someTime } from '../some-matrix.ts';

const clock = { at: someTime, lifetime: { staleAfterDays: 14, expiresAfterDays: 45 } };

/** A run that ended so many days ago, but for what a test changes. */
function ended(daysAgo: number, changes: Partial<RunRecord> = {}) {
  const [record] = recordsOf('a.json', runOf({ id: 'a', daysAgo }, [sampleProvider([sampleOutcome()])]));
  if (!record) throw new Error('a report of one provider has one run');
  return ageOfRun({ ...record, ...changes }, clock);
}

test.each([
  [0, 'fresh'],
  [13.9, 'fresh'],
  [14, 'stale'],
  [44.9, 'stale'],
  [45, 'expired'],
])('I6: a run of %d days ago is %s', (daysAgo, freshness) => {
  expect(ended(daysAgo)).toEqual({ ageDays: expect.closeTo(daysAgo, 6), freshness });
});

test('I6: what its signer does not stand for any more is expired, however young', () => {
  expect(ended(1, { expiresAt: '2026-11-27T12:00:00.001Z' }).freshness).toBe('fresh');
  expect(ended(1, { expiresAt: someTime }).freshness).toBe('expired');
});

test('a merged run is as old as the oldest of its parts can be', () => {
  const run = { id: 'a+b', seed: 1, interrupted: false, startedAt: '2026-11-07T12:00:00.000Z', finishedAt: someTime };
  expect(ended(0, { run })).toEqual({ ageDays: 20, freshness: 'stale' });
});

test('an outcome of a merged report is as old as the run that it is from', () => {
  const old = { id: 'a', finishedAt: '2026-10-01T12:00:00.000Z' };
  const outcomes = [sampleOutcome({ contract: 'launch.visible' }), sampleOutcome({ run: old })];
  const { providers } = matrixOf([runOf({ id: 'a+b', daysAgo: 1 }, [sampleProvider(outcomes)])]);
  const cells = providers[0]?.cells.map(({ contract, state, evidence }) => [contract, state, evidence?.finishedAt]);
  expect(cells).toEqual([
    ['launch.visible', 'pass', '2026-11-26T12:00:00.000Z'],
    ['terminate.idempotent', 'expired', old.finishedAt],
  ]);
});

test('a clock that is a little ahead makes nothing younger than now', () => {
  expect(ended(-0.001)).toEqual({ ageDays: 0, freshness: 'fresh' });
});
