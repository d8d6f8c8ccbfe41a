import { expect, test } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-code.ts';
import type { CertifyResult, SubjectProblem } from '../../src/engine/certify-options.ts';
import type { Outcome, ProviderResult, Report, WaiverState } from '../../src/engine/report.ts';
import { sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';

const filtered = sampleOutcome({ outcome: 'skip', reason: { code: 'filtered', text: '' } });
const cannot = sampleOutcome({ outcome: 'skip', reason: { code: 'testbed-cannot', text: '' } });
const absent = sampleOutcome({ outcome: 'skip', reason: { code: 'capability-absent', text: '' } });
const notRun = sampleOutcome({ outcome: 'not-run', reason: { code: 'timeout', text: '' } });
const pass = sampleOutcome();
const fail = sampleOutcome({ outcome: 'fail' });

function waived(state: WaiverState, changes: Partial<Outcome>): Outcome {
  const waiver = { owner: 'ada', reason: 'known', link: 'https://example.test/7', expires: '2026-12-31', state };
  return sampleOutcome({ ...changes, waiver });
}

function result(outcomes: readonly Outcome[], changes: Partial<CertifyResult> = {}): CertifyResult {
  return { report: sampleReport([sampleProvider(outcomes)]), problems: [], ...changes };
}

function problem(kind: SubjectProblem['kind']): readonly SubjectProblem[] {
  return [{ subject: { kind: 'registered', name: 'x' }, kind, message: 'm' }];
}

function leaking(outcomes: readonly Outcome[]): ProviderResult {
  return sampleProvider(outcomes, { resources: { created: 1, destroyed: 0, leaked: 1 } });
}

test.each<[string, number, CertifyResult]>([
  ['everything passed', 0, result([pass, pass])],
  ['some could not be judged here', 0, result([pass, cannot])],
  ['a capability is absent', 0, result([pass, absent])],
  ['what was asked for passed, the rest was filtered out', 0, result([pass, filtered])],
  ['only a should was broken', 0, result([pass, sampleOutcome({ level: 'should', outcome: 'fail' })])],
  ['a failure is waived', 0, result([pass, waived('applied', { outcome: 'fail' })])],
  ['nothing was judged but what is waived', 0, result([waived('applied', { outcome: 'flaky' })])],
  ['one failure is waived and another is not', 1, result([waived('applied', { outcome: 'fail' }), fail])],
  ['a waiver is past its date', 1, result([pass, waived('expired', { outcome: 'fail' })])],
  ['a waiver is for what passes', 1, result([pass, waived('needless', {})])],
  ['a waiver is for a should that passes', 1, result([pass, waived('needless', { level: 'should' })])],
  ['a failure is waived and another must is open', 3, result([waived('applied', { outcome: 'fail' }), notRun])],
  ['a must was broken', 1, result([pass, fail])],
  ['a must was broken once', 1, result([pass, sampleOutcome({ outcome: 'flaky' })])],
  ['a must was broken and another is open', 1, result([fail, notRun])],
  ['a provider could not be used', 2, result([pass], { problems: problem('usage') })],
  ['a must stayed open', 3, result([pass, sampleOutcome({ outcome: 'inconclusive' })])],
  ['a must was not run', 3, result([pass, notRun])],
  ['Assay itself failed', 3, result([pass], { problems: problem('internal') })],
  ['everything was filtered out', 5, result([filtered, filtered])],
  ['there was no time for anything', 5, result([notRun, notRun])],
  ['there was no provider', 5, { report: sampleReport([]), problems: [] }],
])('%s: exit %i', (_, code, given) => {
  expect(exitCodeOf(given)).toBe(code);
});

test('what is left to the other shards is not asked of this one; without them it is open', () => {
  const left = sampleOutcome({ outcome: 'not-run', reason: { code: 'filtered', text: 'left to shard 2/2' } });
  const exitCodeIn = (outcomes: readonly Outcome[], run: Partial<Report['run']>) =>
    exitCodeOf({ report: sampleReport([sampleProvider(outcomes)], run), problems: [] });
  expect(exitCodeIn([pass, left], { shard: '1/2' })).toBe(0);
  expect(exitCodeIn([fail, left], { shard: '1/2' })).toBe(1);
  expect(exitCodeIn([pass, left, notRun], { shard: '1/2' })).toBe(3);
  expect(exitCodeIn([left], { shard: '1/2' })).toBe(5);
  expect(exitCodeIn([pass, left], {})).toBe(3);
});

test('leaked resources win over everything', () => {
  const leaked = { report: sampleReport([leaking([fail])], { interrupted: true }), problems: problem('usage') };
  expect(exitCodeOf(leaked, { signal: 'SIGINT', outputFailed: true })).toBe(4);
});

test('an interrupted run says by which signal', () => {
  expect(exitCodeOf(result([fail]), { signal: 'SIGINT' })).toBe(130);
  expect(exitCodeOf(result([pass]), { signal: 'SIGTERM' })).toBe(143);
});

test('a report that could not be written is not a success', () => {
  expect(exitCodeOf(result([pass]), { outputFailed: true })).toBe(3);
});
