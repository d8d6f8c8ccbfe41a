import { type Refusal, refusal } from './answer.ts';
import type { Query } from './query.ts';

/** What a call hears that only wants to know whether it might. Parameters and ids are looked at before. */
export function dryRunProblem(query: Query): Refusal | null {
  if (query.text('DryRun') !== 'true') return null;
  return refusal('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
}
