import type { IntentRecord } from './intent-record.ts';
import { hasSettled, type Round } from './round.ts';

/** What a service may say of a machine that is well. */
const doubts = ['gone', 'stopped', 'failed'] as const;

/**
 * Whether looks have shown the same for long enough, and nothing else: only then it is believed. Whoever sees the machine
 * well takes every doubt back.
 */
export function isConfirmed(doubt: (typeof doubts)[number], { intent }: IntentRecord, round: Round): boolean {
  for (const other of doubts) if (other !== doubt) round.waits.clear(`${other}/${intent.id}`);
  return hasSettled(round.waits.since(`${doubt}/${intent.id}`), round);
}

export function clearDoubts({ intent }: IntentRecord, { waits }: Round): void {
  for (const doubt of doubts) waits.clear(`${doubt}/${intent.id}`);
}
