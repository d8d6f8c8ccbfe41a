import type { Instance } from '../../provider/instance.ts';
import { formerly, type IntentRecord } from './intent-record.ts';
import { ownMachines } from './own-machines.ts';
import { attemptOf, intentFrom, isEnding } from './ownership.ts';
import type { Round } from './round.ts';

/** Machines that carry our mark and that no record speaks of: taken back where the record was lost, ended where they are over. */
export async function reclaim(round: Round): Promise<void> {
  for (const [id, instances] of round.seen) {
    const record = await round.records.get(id);
    const own = ownMachines(record, instances).toSorted((a, b) => attemptOf(b) - attemptOf(a));
    const living = own.filter((instance) => !isEnding(instance));
    const newest = living[0] && attemptOf(living[0]);
    if (record === undefined) await takeBack(id, living, round);
    else if (record.wanted === 'running' && newest !== undefined && newest > record.attempt) {
      await catchUp(record, living, round);
    } else await endLeftovers(record, living, round);
  }
}

/** How long it has run already is not known by any clock of this process: its time begins anew. */
async function takeBack(id: string, [instance]: readonly Instance[], round: Round): Promise<void> {
  if (instance === undefined) return;
  await round.records.begin({
    intent: intentFrom(instance, id),
    wanted: 'running',
    phase: 'launching',
    attempt: attemptOf(instance),
    wasAsked: true,
    instanceId: instance.id,
    ...(instance.createdAt !== undefined && { bornAt: instance.createdAt }),
  });
}

/** The record is older than what was done. */
async function catchUp(
  { intent, attempt, ...before }: IntentRecord,
  [newest]: readonly Instance[],
  { records }: Round,
): Promise<void> {
  if (newest === undefined) return;
  const isStill = (record: IntentRecord) => record.attempt === attempt;
  const machine = { instanceId: newest.id, bornAt: newest.createdAt } as const;
  const newer = { attempt: attemptOf(newest), wasAsked: true, ...machine, phase: 'launching' } as const;
  const former = formerly({ attempt, ...before });
  await records.change(intent.id, (record) => (isStill(record) ? { ...newer, former } : undefined), 'running');
}

async function endLeftovers(record: IntentRecord, living: readonly Instance[], round: Round): Promise<void> {
  const isOver = record.phase === 'ended' || record.phase === 'refused';
  // Without an id of its own it may be the very machine that is looked for.
  if (!isOver && (record.wanted === 'ended' || record.instanceId === undefined)) return;
  for (const { id } of living) {
    if (id !== record.instanceId || isOver) await round.patience.again(() => round.provider.terminate(id));
  }
}
