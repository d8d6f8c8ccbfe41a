import type { IntentRecord } from './intent-record.ts';
import { askOf, hasSettled, type Round } from './round.ts';

/** Ends whatever there is of an intent, and calls it ended when its absence was seen twice, far enough apart. */
export async function bringToEnd(record: IntentRecord, round: Round): Promise<void> {
  const { intent, instanceId, attempt, wasAsked } = record;
  const { records, waits } = round;
  const ids = new Set(round.seen.get(intent.id)?.map((instance) => instance.id));
  if (instanceId !== undefined) ids.add(instanceId);
  let isSeen = false;
  for (const id of ids) if (await endOne(id, round)) isSeen = true;
  if (isSeen) {
    waits.clear(`gone/${intent.id}`);
    await records.change(intent.id, { phase: 'ending' });
    return;
  }
  // Never asked for, it never was. Asked for, it may still be about to show.
  const isOver = !wasAsked && instanceId === undefined;
  const hasBeenGone = hasSettled(waits.since(`gone/${intent.id}`), round);
  const mustHaveShown = hasSettled(waits.since(askOf(intent.id, attempt)), round);
  await records.change(intent.id, { phase: isOver || (hasBeenGone && mustHaveShown) ? 'ended' : 'ending' });
}

/** Whether there still is anything of it. */
async function endOne(id: string, { provider, patience }: Round): Promise<boolean> {
  const machine = await patience.again(() => provider.get(id));
  if (machine === null || machine.status === 'terminated') return false;
  if (machine.status !== 'terminating') await patience.again(() => provider.terminate(id));
  return true;
}
