import { expect, test } from 'vitest';
import { certificateOf } from '../../src/certificate/certificate-of.ts';
import { testResultOf } from '../../src/certificate/test-result.ts';
import type { Outcome, Verdict } from '../../src/engine/report.ts';
import { verdictOf } from '../../src/engine/verdict.ts';
import { sampleCounterexample } from '../reporters/sample-report.ts';
import {
  certifiedReport,
  certify,
  contractSet,
  expiresAt,
  reportDigest,
  sourceDigest,
  wholeOutcomes,
} from './samples.ts';

test('a certificate is about the source and the set, lists every contract, and has no transcript in it', () => {
  const failing = wholeOutcomes(({ id }) =>
    id === 'terminate.idempotent' ? { outcome: 'fail', counterexample: sampleCounterexample() } : {},
  );
  const report = certifiedReport({ outcomes: failing, verdict: 'failed' });
  const { certification, statements } = certificateOf(report, 'sample', { expiresAt, reportDigest });
  expect(statements.map(({ subject }) => subject)).toEqual(
    Array(2).fill([
      { name: 'provider:sample', digest: { sha256: sourceDigest.slice(7) } },
      { name: 'contract-set:0.1.0', digest: { sha256: contractSet.digest.slice(7) } },
    ]),
  );
  expect(certification.outcomes.map(({ contract }) => contract)).toEqual(contractSet.ids);
  expect(JSON.stringify(statements)).not.toContain('m-1');
});

test.each<[Verdict, Partial<Outcome>, string]>([
  ['certified', {}, 'PASSED'],
  ['failed', { outcome: 'fail' }, 'FAILED'],
  ['inconclusive', { outcome: 'flaky', reason: { code: 'unstable', text: '' } }, 'WARNED'],
  ['partial', { outcome: 'skip', reason: { code: 'testbed-cannot', text: '' } }, 'WARNED'],
  ['incomplete', { outcome: 'not-run', cases: 0, reason: { code: 'interrupted', text: '' } }, 'WARNED'],
])('in the words of in-toto %s with %j is %s', (verdict, changes, result) => {
  const outcomes = wholeOutcomes(({ id }) => (id === 'terminate.idempotent' ? changes : {}));
  expect(verdictOf(outcomes)).toBe(verdict);
  expect(testResultOf(certify(certifiedReport({ outcomes, verdict }))).result).toBe(result);
});

test('a test that was not judged is in no list of in-toto, a weak pass is warned of, and a flaky one has failed', () => {
  const kinds: Readonly<Record<string, Partial<Outcome>>> = {
    'terminate.idempotent': { outcome: 'not-run', cases: 0 },
    'launch.visible': { weak: 'it saw little' },
    'launch.unique-ids': { outcome: 'flaky' },
    'observe.unknown-is-null': { outcome: 'inconclusive' },
  };
  const outcomes = wholeOutcomes(({ id }) => kinds[id] ?? {});
  const result = testResultOf(certify(certifiedReport({ outcomes, verdict: verdictOf(outcomes) })));
  const whereIs = (id: string) =>
    [result.passedTests, result.warnedTests, result.failedTests].map((list) => list.includes(id));
  expect(whereIs('terminate.idempotent')).toEqual([false, false, false]);
  expect(whereIs('observe.unknown-is-null')).toEqual([false, false, false]);
  expect(whereIs('launch.visible')).toEqual([false, true, false]);
  expect(whereIs('launch.unique-ids')).toEqual([false, false, true]);
});

const other = wholeOutcomes().slice(1);
test.each([
  ['a provider that is not in it', certifiedReport({ name: 'x' }), 'it says nothing about sample'],
  ['a shard', certifiedReport({}, { shard: '1/2' }), 'it is shard 1/2, a part of a run: join all of them'],
  ['a contract left out', certifiedReport({ outcomes: other }), '1 of the'],
  [
    'a verdict of its own',
    certifiedReport({ verdict: 'partial' }),
    'it says partial, and its own outcomes come to certified',
  ],
  ['a digest that is none', certifiedReport({ digest: 'sha256:00' }), 'a digest of it is no SHA-256'],
  ['a contract twice', certifiedReport({ outcomes: [...wholeOutcomes(), ...other.slice(0, 1)] }), 'more than once'],
  ['an end before its beginning', certifiedReport({}, { finishedAt: '2026-01-01T00:00:00.000Z' }), 'before it began'],
])('no certificate is made of a report with %s', (_what, report, message) => {
  expect(() => certificateOf(report, 'sample', { expiresAt, reportDigest })).toThrow(message);
});

test('a provider that is in a report twice is not certified by one of its results', () => {
  const report = certifiedReport();
  const twice = { ...report, providers: [...report.providers, ...report.providers] };
  expect(() => certificateOf(twice, 'sample', { expiresAt, reportDigest })).toThrow('it has sample twice');
});
