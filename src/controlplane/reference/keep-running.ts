import type { Instance } from '../../provider/instance.ts';
import { supports } from '../../provider/supports.ts';
import { formerly, type IntentRecord } from './intent-record.ts';
import { lookAt } from './look-at.ts';
import { mayBeOld, type Round } from './round.ts';
import { clearDoubts, isConfirmed } from './second-look.ts';

/**
 * Sees that the machine of an intent still runs; one that stopped is resumed, one that failed is ended, one that is gone is
 * replaced. A service may say so of a machine that is well, so each has to be seen twice.
 */
export async function keepRunning(record: IntentRecord, instanceId: string, round: Round): Promise<void> {
  const { workplaces } = round;
  const machine = await lookAt(instanceId, record, round);
  if (machine === 'unclear') return;
  // Its end may have begun, and this store not tell.
  const isCertain = !record.isDoomed && !mayBeOld(record.intent.id, round);
  workplaces.saw(instanceId, machine?.status === 'running' && isCertain);
  if (machine === null) {
    if (isConfirmed('gone', record, round)) await replace(record, round);
    return;
  }
  if (record.isDoomed || machine.status === 'error') {
    if (record.isDoomed || isConfirmed('failed', record, round)) await end(machine, record, round);
    return;
  }
  if (machine.status === 'stopped') {
    if (isConfirmed('stopped', record, round)) await resume(machine, record, round);
    return;
  }
  // One that is on its way somewhere is not called anything else: a late look must not take back what was seen.
  clearDoubts(record, round);
  if (isStuck(machine, round)) await end(machine, record, round);
  else await meet(machine, record, round);
}

/** One that takes longer than this to come up never does: it is ended, and replaced when it is gone. */
const bootMaxMs = 60_000;

function isStuck({ id, status }: Instance, { waits, beganAtMs }: Round): boolean {
  const isBooting = status === 'pending' || status === 'starting';
  if (!isBooting) waits.clear(`booting/${id}`);
  return isBooting && beganAtMs - waits.since(`booting/${id}`) >= bootMaxMs;
}

/** Writes down who it is and, once it runs, that it does. */
async function meet(machine: Instance, record: IntentRecord, { records, deadlines, clock }: Round): Promise<void> {
  const { intent, phase, ranAtMs = clock.now(), bornAt = machine.createdAt } = record;
  if (machine.status === 'running' && record.ranAtMs === undefined) deadlines.begin(intent);
  const running = machine.status === 'running' ? ({ phase: 'running', ranAtMs } as const) : {};
  const isKnown = record.bornAt === bornAt && (running.phase ?? phase) === phase;
  if (!isKnown) await records.change(intent.id, { ...running, bornAt }, 'running');
}

/** The next attempt is another machine, so it has another key. */
async function replace(record: IntentRecord, round: Round): Promise<void> {
  const { intent, attempt } = record;
  clearDoubts(record, round);
  const nothing = { instanceId: undefined, bornAt: undefined, wasAsked: undefined, isDoomed: undefined } as const;
  const former = formerly(record);
  await round.records.change(intent.id, { ...nothing, former, attempt: attempt + 1, phase: 'launching' }, 'running');
}

async function resume(machine: Instance, record: IntentRecord, round: Round): Promise<void> {
  const { provider, patience, records } = round;
  const stopped = await records.change(record.intent.id, { phase: 'stopped' }, 'running');
  if (!stopped) return;
  if (supports(provider, 'hibernation')) await patience.again(() => provider.resume(machine.id));
  // Where nothing can be woken, it is ended, and its absence seen to before there is another.
  else await end(machine, record, round);
}

/** Ends a machine in whose place there is to be another. Its absence has to be seen to from then on. */
async function end({ id, status }: Instance, record: IntentRecord, round: Round): Promise<void> {
  const { records, patience, provider } = round;
  clearDoubts(record, round);
  const isOver = { isDoomed: true, phase: 'launching' } as const;
  if (!record.isDoomed && !(await records.change(record.intent.id, isOver, 'running'))) return;
  if (status !== 'terminating') await patience.again(() => provider.terminate(id));
}
