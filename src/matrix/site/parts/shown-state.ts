import type { Cell, CellState } from '../../matrix.ts';

/** A failure that somebody answers for is told apart; it stays a failure. */
export type ShownState = CellState | 'waived';

export function shownState({ state, evidence }: Cell): ShownState {
  return state === 'failed' && evidence?.outcome.waiver?.state === 'applied' ? 'waived' : state;
}

/** Where a contract was not judged, where and when it was not says nothing. */
export function isJudged({ state }: Cell): boolean {
  return state !== 'unsupported' && state !== 'unknown' && state !== 'skipped' && state !== 'not-run';
}

/** What needs a look comes first. */
export const statesBySeverity: readonly ShownState[] = [
  'failed',
  'conflict',
  'flaky',
  'inconclusive',
  'expired',
  'waived',
  'not-run',
  'unknown',
  'skipped',
  'unsupported',
  'pass',
];

/** A mark, a word and its meaning: colour only says it again. */
export const stateWords: Readonly<Record<ShownState, StateWords>> = {
  pass: { mark: '✓', word: 'pass', meaning: 'every case held' },
  failed: { mark: '✗', word: 'failed', meaning: 'a case broke the promise; its counterexample says how' },
  conflict: { mark: '≠', word: 'conflict', meaning: 'two runs of the same code disagree; both are shown' },
  flaky: { mark: '≈', word: 'flaky', meaning: 'a case failed and did not fail again' },
  inconclusive: { mark: '¿', word: 'inconclusive', meaning: 'the contract could not be judged' },
  expired: { mark: '◷', word: 'expired', meaning: 'the evidence is too old to count' },
  waived: { mark: '⚑', word: 'waived', meaning: 'it fails, and somebody answers for it until a date' },
  'not-run': { mark: '∅', word: 'not run', meaning: 'it was left out or stopped' },
  unknown: { mark: '?', word: 'unknown', meaning: 'nobody has looked' },
  skipped: { mark: '○', word: 'skipped', meaning: 'the testbed lacks what it takes to judge' },
  unsupported: { mark: '–', word: 'unsupported', meaning: 'the provider does not declare the capability' },
};

export interface StateWords {
  readonly mark: string;
  readonly word: string;
  readonly meaning: string;
}

export function stateText(state: ShownState): string {
  return `${stateWords[state].mark} ${stateWords[state].word}`;
}
