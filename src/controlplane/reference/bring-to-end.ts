import type { IntentRecord } from './intent-record.ts';
import { hasSettled, type Round } from './round.ts';

/** Ends whatever there is of an intent, and calls it ended when its absence was seen twice, far enough apart. */
export async function bringToEnd(record: IntentRecord, round: Round): Promise<void> {
  const { intent, instanceId, askedAtMs } = record;
  const { records, clock } = round;
  const ids = new Set(round.seen.get(intent.id)?.map((instance) => instance.id));
  if (instanceId !== undefined) ids.add(instanceId);
  let isSeen = false;
  for (const id of ids) if (await endOne(id, round)) isSeen = true;
  if (isSeen) {
    await records.change(intent.id, { phase: 'ending', missingSinceMs: undefined });
    return;
  }
  // Never asked for, it never was. Asked for, it may still be about to show.
  const sinceMs = record.missingSinceMs ?? clock.now();
  const isOver = askedAtMs === undefined && instanceId === undefined;
  const isEnded = isOver || (hasSettled(sinceMs, round) && hasSettled(askedAtMs ?? 0, round));
  await records.change(intent.id, isEnded ? { phase: 'ended' } : { phase: 'ending', missingSinceMs: sinceMs });
}

/** Whether there still is anything of it. */
async function endOne(id: string, { provider, patience }: Round): Promise<boolean> {
  const machine = await patience.again(() => provider.get(id));
  if (machine === null || machine.status === 'terminated') return false;
  if (machine.status !== 'terminating') await patience.again(() => provider.terminate(id));
  return true;
}
