import { expect, test } from 'vitest';
import type { ChaosReport } from '../../src/chaos/chaos-report.ts';
import { canRun } from '../../src/gate/can-run.ts';
import { sampleCertificate, sampleQuestion, sampleSurvival } from './samples.ts';

function ask(changes: Partial<ChaosReport>, maxAgeMs?: number) {
  const question = sampleQuestion(maxAgeMs === undefined ? {} : { maxAgeMs });
  const controlPlane = { file: 'chaos.json', report: sampleSurvival(changes) };
  return canRun(question, { certificates: [sampleCertificate()], trustsSomebody: true, controlPlane });
}

test('a control plane that survived inherits from a provider that is certified for the same promises', () => {
  expect(ask({})).toMatchObject({ answer: 'yes', against: [], open: [] });
});

const [oracle] = sampleSurvival().oracles;

test.each<[string, Partial<ChaosReport>]>([
  ['its verdict says so', { verdict: 'fail-safety' }],
  ['it was too slow', { verdict: 'fail-liveness' }],
  ['an oracle was violated, whatever its verdict says', { oracles: oracle ? [{ ...oracle, violated: true }] : [] }],
])('a control plane that did not survive inherits nothing: %s', (_what, changes) => {
  expect(ask(changes)).toMatchObject({ answer: 'no', against: [{ code: 'control-plane-failed', file: 'chaos.json' }] });
});

const { run, disturbances } = sampleSurvival();

test.each<[string, Partial<ChaosReport>, RegExp]>([
  ['inconclusive', { verdict: 'inconclusive', reasons: ['there was no time'] }, /inconclusive: there was no time/],
  ['nondeterministic', { verdict: 'nondeterministic' }, /nondeterministic/],
  ['without a contract set', { contractSet: undefined } as never, /names no contract set/],
  ['of one experiment', { scope: 'experiment' }, /one thing/],
  ['of crash points', { scope: 'crash-points' }, /one thing/],
  ['of before there was a scope', { scope: undefined } as never, /one thing/],
  ['interrupted', { run: { ...run, interrupted: true } }, /interrupted/],
  ['from the future', { run: { ...run, finishedAt: '2026-06-02T00:00:00.000Z' } }, /future/],
  [
    'in which a disturbance never acted',
    { disturbances: disturbances.map((each) => ({ ...each, acted: 0 })) },
    /too few runs: crash never/,
  ],
  [
    'in which an oracle had nothing to judge',
    { oracles: oracle ? [{ ...oracle, exercised: 0 }] : [] },
    /too few runs: I01 never/,
  ],
  ['in which nothing happened', { disturbances: [] }, /nothing was done/],
  ['that left something behind', { leaked: [{ kind: 'machine', id: 'm', why: '', command: '' }] }, /left something/],
])('it is not known whether a control plane survives from a report %s', (_what, changes, why) => {
  expect(ask(changes)).toMatchObject({
    answer: 'unknown',
    open: [{ code: 'control-plane-inconclusive', file: 'chaos.json', why: expect.stringMatching(why) }],
  });
});

test('a report about other promises is worth nothing here', () => {
  expect(ask({ contractSet: { version: '0.1.0', digest: 'sha256:0ld' } })).toMatchObject({
    answer: 'unknown',
    open: [{ code: 'other-contract-set', what: 'control-plane', digest: 'sha256:0ld' }],
  });
});

test('a report may be too old, like a certificate', () => {
  const dayMs = 24 * 60 * 60_000;
  expect(ask({}, 3 * dayMs).answer).toBe('yes');
  expect(ask({}, dayMs).open).toMatchObject([
    { code: 'certificate-missing' },
    { what: 'certificate' },
    { what: 'control-plane' },
  ]);
});
