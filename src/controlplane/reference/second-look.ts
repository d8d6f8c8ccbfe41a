import type { IntentRecord, Suspicion } from './intent-record.ts';
import { hasSettled, type Round } from './round.ts';

/**
 * Whether the same was seen before, long enough ago, and nothing else since: only then it is believed. What is seen for the
 * first time is written down as suspected. Whoever sees something else takes the suspicion back.
 */
export async function isConfirmed(what: Suspicion['what'], record: IntentRecord, round: Round): Promise<boolean> {
  const { suspected, intent } = record;
  if (suspected?.what === what) return hasSettled(suspected.sinceMs, round);
  await round.records.change(intent.id, { suspected: { what, sinceMs: round.clock.now() } });
  return false;
}
