import type { IntentRecord } from './intent-record.ts';
import { lookAt } from './look-at.ts';
import { ownMachines } from './own-machines.ts';
import type { Round } from './round.ts';
import { clearDoubts, isConfirmed } from './second-look.ts';

/** Ends whatever there is of an intent, and calls it ended when its absence was seen twice, far enough apart. */
export async function bringToEnd(record: IntentRecord, round: Round): Promise<void> {
  const { intent, instanceId, wasAsked } = record;
  const { records } = round;
  const ids = new Set(ownMachines(record, round.seen.get(intent.id) ?? []).map((instance) => instance.id));
  if (instanceId !== undefined) ids.add(instanceId);
  let isSeen = false;
  for (const id of ids) if (await endOne(id, record, round)) isSeen = true;
  if (isSeen) {
    clearDoubts(record, round);
    await records.change(intent.id, { phase: 'ending' });
    return;
  }
  // Never asked for, it never was. Asked for, it may still be about to show.
  const neverWas = !wasAsked && instanceId === undefined;
  const isEnded = neverWas || isConfirmed('gone', record, round);
  await records.change(intent.id, { phase: isEnded ? 'ended' : 'ending' });
}

/** Whether there still is anything of it. That a delete was accepted says nothing: it is asked for until it has begun. */
async function endOne(id: string, record: IntentRecord, round: Round): Promise<boolean> {
  const machine = await lookAt(id, record, round);
  if (machine === null || machine === 'unclear') return machine !== null;
  // By its birth whatever was made with it is known, also when it is gone.
  if (id === record.instanceId && record.bornAt === undefined) {
    await round.records.change(record.intent.id, { bornAt: machine.createdAt });
  }
  if (machine.status !== 'terminating') await round.patience.again(() => round.provider.terminate(id));
  return true;
}
