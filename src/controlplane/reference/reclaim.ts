import type { Instance } from '../../provider/instance.ts';
import type { IntentRecord } from './intent-record.ts';
import { attemptOf, intentFrom, isEnding } from './ownership.ts';
import type { Round } from './round.ts';

/** Machines that carry our mark and that no record speaks of: taken back where the record was lost, ended where they are over. */
export async function reclaim(round: Round): Promise<void> {
  for (const [id, instances] of round.seen) {
    const record = await round.records.get(id);
    const living = instances.filter((instance) => !isEnding(instance));
    if (record === undefined) await takeBack(id, living, round);
    else await endLeftovers(record, living, round);
  }
}

async function takeBack(id: string, [instance]: readonly Instance[], round: Round): Promise<void> {
  if (instance === undefined) return;
  await round.records.put({
    intent: intentFrom(instance, id),
    wanted: 'running',
    phase: 'launching',
    attempt: attemptOf(instance),
    wasAsked: true,
    instanceId: instance.id,
    ...(instance.createdAt !== undefined && { ranAtMs: Date.parse(instance.createdAt) }),
  });
}

async function endLeftovers(record: IntentRecord, living: readonly Instance[], round: Round): Promise<void> {
  const isOver = record.phase === 'ended' || record.phase === 'refused';
  // Without an id of its own it may be the very machine that is looked for.
  if (!isOver && (record.wanted === 'ended' || record.instanceId === undefined)) return;
  for (const { id } of living) {
    if (id !== record.instanceId || isOver) await round.patience.again(() => round.provider.terminate(id));
  }
}
