import type { Judgement } from '../evidence/judgement.ts';
import type { CellState } from '../matrix.ts';

/** The cell that a judgement alone makes. Only a pass is a pass. */
export function stateOf({ outcome, reason }: Pick<Judgement, 'outcome' | 'reason'>): CellState {
  switch (outcome) {
    case 'pass':
    case 'flaky':
    case 'inconclusive':
    case 'not-run':
      return outcome;
    case 'fail':
      return 'failed';
    case 'skip':
      return reason?.code === 'capability-absent' ? 'unsupported' : 'skipped';
  }
}
