import { expect, test } from 'vitest';
import type { OutcomeKind, ReasonCode } from '../../../src/engine/report.ts';
import { type Candidate, chooseEvidence } from '../../../src/matrix/join/choose-evidence.ts';
import type { Fidelity } from '../../../src/testbed/fidelity.ts';

/** What a run says, newest first by its place; where and how, in a few words. */
type Said = [outcome: OutcomeKind, where?: Fidelity, how?: 'expired' | 'interrupted' | ReasonCode];

function choose(...said: readonly Said[]) {
  const candidates = said.map(([outcome, fidelity = 'simulated', how], run): Candidate => {
    const reason = how !== undefined && how !== 'expired' ? { reason: { code: how } } : {};
    const isWhole = how !== 'interrupted' || outcome === 'not-run';
    return {
      judgement: { outcome, level: 'must', testbed: fidelity, ...(isWhole && reason) },
      ...{ run, fidelity, isExpired: how === 'expired', isInterrupted: how === 'interrupted' },
    };
  });
  const { state, evidence, conflict } = chooseEvidence(candidates);
  const runs = conflict?.map(({ run }) => run);
  return [state, evidence?.run, ...(runs ? [runs] : [])];
}

test.each<[string, readonly Said[], readonly unknown[]]>([
  ['nothing is known', [], ['unknown', undefined]],
  ['the newest of two passes counts', [['pass'], ['pass']], ['pass', 0]],
  ['what was not run replaces nothing', [['not-run', 'simulated', 'timeout'], ['pass']], ['pass', 1]],
  ['what was filtered replaces nothing', [['skip', 'simulated', 'filtered'], ['pass']], ['pass', 1]],
  ['what was broken off replaces nothing', [['inconclusive', 'simulated', 'interrupted'], ['pass']], ['pass', 1]],
  [
    'a pass of a run that was broken off replaces no other',
    [
      ['pass', 'simulated', 'interrupted'],
      ['skip', 'simulated', 'testbed-cannot'],
    ],
    ['skipped', 1],
  ],
  [
    'a failure of a run that was broken off is seen',
    [
      ['fail', 'simulated', 'interrupted'],
      ['skip', 'simulated', 'testbed-cannot'],
    ],
    ['failed', 0],
  ],
  ['where nothing else is known it is what is known', [['pass', 'simulated', 'interrupted']], ['pass', 0]],
  ['what is only not run is so', [['not-run', 'simulated', 'timeout']], ['not-run', 0]],
  ['a pass and a failure of one testbed are a conflict', [['pass'], ['fail']], ['conflict', 0, [0, 1]]],
  ['in whatever order', [['fail'], ['pass'], ['pass']], ['conflict', 0, [0, 1]]],
  ['flaky contradicts a pass too', [['pass'], ['flaky']], ['conflict', 0, [0, 1]]],
  ['on two testbeds they are a failure', [['pass', 'live'], ['fail']], ['failed', 1]],
  ['a failure elsewhere is worse than a conflict', [['pass'], ['fail'], ['fail', 'live']], ['failed', 2]],
  [
    'a later trouble of the infrastructure is told',
    [['inconclusive', 'simulated', 'infrastructure'], ['pass']],
    ['inconclusive', 0],
  ],
  ['but it makes no failure undone', [['inconclusive', 'simulated', 'infrastructure'], ['fail']], ['failed', 1]],
  ['what was tried says more than a skip', [['skip', 'simulated', 'testbed-cannot'], ['pass']], ['pass', 1]],
  [
    'of two testbeds the closest to the real service counts',
    [['pass'], ['pass', 'live'], ['pass', 'local']],
    ['pass', 1],
  ],
  [
    'what one testbed cannot judge, another can',
    [
      ['skip', 'simulated', 'testbed-cannot'],
      ['pass', 'live'],
    ],
    ['pass', 1],
  ],
  [
    'an undeclared capability is no skip of another kind',
    [['skip', 'simulated', 'capability-absent']],
    ['unsupported', 0],
  ],
  [
    'an expired one does not hide one that holds',
    [
      ['skip', 'simulated', 'testbed-cannot'],
      ['pass', 'live', 'expired'],
    ],
    ['skipped', 0],
  ],
  ['an expired one contradicts nobody', [['pass'], ['fail', 'simulated', 'expired']], ['pass', 0]],
  [
    'only expired ones are expired, whatever they were',
    [
      ['pass', 'live', 'expired'],
      ['fail', 'simulated', 'expired'],
    ],
    ['expired', 0],
  ],
  [
    'an expired one says more than what was not run',
    [
      ['not-run', 'simulated', 'timeout'],
      ['pass', 'simulated', 'expired'],
    ],
    ['expired', 1],
  ],
])('%s', (_title, said, expected) => {
  expect(choose(...said)).toEqual(expected);
});
