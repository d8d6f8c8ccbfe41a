import type { Instance } from '../../provider/instance.ts';
import { supports } from '../../provider/supports.ts';
import type { IntentRecord } from './intent-record.ts';
import { hasSettled, type Round } from './round.ts';

/** Sees that the machine of an intent still runs; one that stopped is resumed, one that is gone is replaced. */
export async function keepRunning(record: IntentRecord, instanceId: string, round: Round): Promise<void> {
  const { id } = record.intent;
  const listed = round.seen.get(id)?.find((instance) => instance.id === instanceId);
  if (listed?.status === 'running') return isRunning(record, round);
  round.workplaces.saw(id, false);
  // A list may be late and tags may be lost; the machine itself says more.
  const machine = await round.patience.again(() => round.provider.get(instanceId));
  if (machine === null) return isMissing(record, round);
  if (machine.status === 'terminated') return replace(record, round);
  if (machine.status === 'error') return round.patience.again(() => round.provider.terminate(instanceId));
  if (machine.status === 'running') return isRunning(record, round);
  if (machine.status === 'stopped') return resume(machine, record, round);
  // It is on its way somewhere. A late look must not take back what was seen.
  round.waits.clear(`missing/${id}`);
}

async function isRunning(record: IntentRecord, { records, workplaces, waits, clock }: Round): Promise<void> {
  const { intent, phase, ranAtMs = clock.now() } = record;
  workplaces.saw(intent.id, true);
  waits.clear(`missing/${intent.id}`);
  if (phase !== 'running') await records.change(intent.id, { phase: 'running', ranAtMs }, 'running');
}

/** One look that finds nothing proves nothing: the machine is replaced when a later one, far enough away, agrees. */
async function isMissing(record: IntentRecord, round: Round): Promise<void> {
  if (hasSettled(round.waits.since(`missing/${record.intent.id}`), round)) await replace(record, round);
}

/** The next attempt is another machine, so it has another key. */
async function replace({ intent: { id }, attempt }: IntentRecord, { records, waits }: Round): Promise<void> {
  const nothing = { instanceId: undefined, wasAsked: undefined };
  waits.clear(`missing/${id}`);
  await records.change(id, { ...nothing, attempt: attempt + 1, phase: 'launching' }, 'running');
}

async function resume({ id: instanceId }: Instance, record: IntentRecord, round: Round): Promise<void> {
  const { provider, patience, records, waits } = round;
  waits.clear(`missing/${record.intent.id}`);
  const stopped = await records.change(record.intent.id, { phase: 'stopped' }, 'running');
  if (!stopped) return;
  if (supports(provider, 'hibernation')) await patience.again(() => provider.resume(instanceId));
  // Where nothing can be woken, it is ended, and its absence seen to before there is another.
  else await patience.again(() => provider.terminate(instanceId));
}
