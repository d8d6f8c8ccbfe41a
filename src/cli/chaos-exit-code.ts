import type { ChaosVerdict } from '../chaos/chaos-report.ts';
import { exitCodes } from './exit-code.ts';

/** What `assay chaos` ends with, and `assay merge` of its shards. */
export const chaosExitCodes: Readonly<Record<ChaosVerdict, number>> = {
  pass: exitCodes.fine,
  'fail-safety': exitCodes.failed,
  'fail-liveness': exitCodes.failed,
  inconclusive: exitCodes.inconclusive,
  nondeterministic: exitCodes.inconclusive,
};
