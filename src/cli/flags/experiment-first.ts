import { isOfMuseum } from '../chaos-museum.ts';
import { UsageError } from '../usage-error.ts';
import type { ChaosFlags } from './chaos-flags.ts';

/** A flag that may have a value takes whatever comes next, also the experiment. Throws UsageError. */
export function mustLeaveExperiment({ exhaustive, promote }: ChaosFlags): void {
  for (const [flag, value] of Object.entries({ '--exhaustive': exhaustive, '--promote': promote })) {
    if (typeof value !== 'string' || !isExperiment(value)) continue;
    throw new UsageError(`${flag} ${value}: put the experiment before the flag, assay chaos ${value} ${flag}`);
  }
}

function isExperiment(value: string): boolean {
  return /\.(json|ya?ml)$/.test(value) || isOfMuseum(value);
}
