import type { Colors } from 'picocolors/types.js';
import type { CertifyEvent } from '../../engine/certify-options.ts';
import { cleanRunsMax } from '../../engine/failure-store.ts';
import type { OutcomeKind } from '../../engine/report.ts';
import { isWaiting, outcomeSummary } from '../../reporters/outcome-text.ts';
import { visibleText } from '../../reporters/visible-text.ts';

/** The lasting line that an event deserves; most deserve none. */
export function eventLine(event: CertifyEvent, subject: string, colors: Colors): string | undefined {
  switch (event.type) {
    case 'provider-loaded': {
      const { source, digest } = event;
      return visibleText(`${subject} is ${source.path}, ${source.version ?? 'without a version'}, ${digest}`);
    }
    case 'provider-started':
      return visibleText(`${subject} on ${event.testbed}: ${event.contracts} contracts`);
    case 'contract-finished': {
      const { contract, outcome } = event.outcome;
      if (!worthALine.includes(outcome) || isWaiting(event.outcome)) return undefined;
      const what = `${visibleText(subject)}: ${visibleText(contract)} ${colors.red(outcome)}`;
      return `${what}  ${outcomeSummary(event.outcome)}`;
    }
    case 'provider-finished': {
      const { verdict, timing } = event.result;
      return `${visibleText(subject)}: ${verdict} in ${(timing.totalMs / 1_000).toFixed(1)} s`;
    }
    case 'stored-clean': {
      const left = cleanRunsMax - event.cleanRuns;
      const what = left > 0 ? `${left} more and its file is removed` : 'its file is removed';
      return visibleText(`${subject}: ${event.contract} failed before and does not now; ${what}`);
    }
    case 'not-stored':
      return visibleText(`${subject}: the failure of ${event.contract} could not be stored: ${event.problem}`);
    default:
      return undefined;
  }
}

const worthALine: readonly OutcomeKind[] = ['fail', 'flaky', 'inconclusive'];
