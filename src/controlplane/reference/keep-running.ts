import type { Instance } from '../../provider/instance.ts';
import { supports } from '../../provider/supports.ts';
import type { IntentRecord } from './intent-record.ts';
import { lookAt } from './look-at.ts';
import type { Round } from './round.ts';
import { isConfirmed } from './second-look.ts';

/**
 * Sees that the machine of an intent still runs; one that stopped is resumed, one that failed is ended, one that is gone is
 * replaced. A service may say so of a machine that is well, so each has to be seen twice.
 */
export async function keepRunning(record: IntentRecord, instanceId: string, round: Round): Promise<void> {
  const machine = await lookAt(instanceId, record, round);
  if (machine === 'unclear') return;
  if (machine === null) {
    if (await isConfirmed('gone', record, round)) await replace(record, round);
    return;
  }
  if (machine.status === 'running') return isRunning(machine, record, round);
  if (machine.status === 'error') {
    if (await isConfirmed('failed', record, round)) await end(instanceId, round);
    return;
  }
  if (machine.status === 'stopped') {
    if (await isConfirmed('stopped', record, round)) await resume(machine, record, round);
    return;
  }
  // It is on its way somewhere. A late look must not take back what was seen.
  await sawAlive(machine, record, round);
}

async function isRunning(machine: Instance, record: IntentRecord, round: Round): Promise<void> {
  if (record.phase === 'running' && record.suspected === undefined) return;
  await sawAlive(machine, record, round);
  await round.records.change(record.intent.id, { phase: 'running' }, 'running');
}

async function sawAlive({ createdAt }: Instance, { intent, bornAt }: IntentRecord, { records }: Round): Promise<void> {
  await records.change(intent.id, { suspected: undefined, bornAt: bornAt ?? createdAt });
}

/** The next attempt is another machine, so it has another key. */
async function replace({ intent: { id }, attempt }: IntentRecord, { records }: Round): Promise<void> {
  const nothing = { instanceId: undefined, bornAt: undefined, askedAtMs: undefined, suspected: undefined };
  await records.change(id, { ...nothing, attempt: attempt + 1, phase: 'launching' }, 'running');
}

async function resume({ id: instanceId }: Instance, record: IntentRecord, round: Round): Promise<void> {
  const { provider, patience, records } = round;
  const stopped = await records.change(record.intent.id, { phase: 'stopped' }, 'running');
  if (!stopped) return;
  if (supports(provider, 'hibernation')) await patience.again(() => provider.resume(instanceId));
  // Where nothing can be woken, it is ended, and its absence seen to before there is another.
  else await end(instanceId, round);
}

function end(instanceId: string, { patience, provider }: Round): Promise<void> {
  return patience.again(() => provider.terminate(instanceId));
}
