import type { IntentRecord } from './intent-record.ts';
import { type Round, settleMs } from './round.ts';

/** Begins the end of an intent whose life is over. True where it has. */
export async function endOverdue(record: IntentRecord, { deadlines, records }: Round): Promise<boolean> {
  if (!deadlines.isOver(record)) return false;
  await records.change(record.intent.id, { ...end, reason: 'DEADLINE' }, 'running');
  return true;
}

/**
 * Begins the end of an intent whose machine runs and has had no work for long enough. One look may be late: there have to
 * be two, further apart than that, and no job placed since the first.
 */
export async function endIdle({ intent }: IntentRecord, instanceId: string, round: Round): Promise<void> {
  const { id, idleAfterMs } = intent;
  const { workplaces, records } = round;
  if (idleAfterMs === undefined || !workplaces.isFit(instanceId)) return;
  await workplaces.look(id, instanceId);
  const isIdle = () => workplaces.isIdleFor(id, Math.max(idleAfterMs, settleMs));
  // A job may be placed while this waits for its turn to write.
  if (isIdle()) await records.change(id, () => (isIdle() ? { ...end, reason: 'IDLE' } : undefined), 'running');
}

const end = { wanted: 'ended', phase: 'ending' } as const;
