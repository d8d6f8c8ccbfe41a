import type { Instance } from '../../provider/instance.ts';
import { isProviderError, type ProviderErrorCode } from '../../provider/provider-error.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { SpotTicket } from '../../provider/resources.ts';
import { supports } from '../../provider/supports.ts';
import type { IntentRecord } from './intent-record.ts';
import { ownMachines } from './own-machines.ts';
import { attemptOf, intentOf, isEnding, marked } from './ownership.ts';
import { mayBeOld, type Round } from './round.ts';
import { clearDoubts, isConfirmed } from './second-look.ts';

/** So many answers that nobody understands are a refusal. */
const riddlesMax = 3;

/**
 * Brings an intent without a machine to have one. That it is going to ask is written down before it asks; whoever finds
 * that it was asked, and knows of no answer, looks for the machine before asking again. A key makes that safer still, but a
 * service may forget a key.
 */
export async function launchOnce(record: IntentRecord, round: Round): Promise<void> {
  const isIt = (instance: Instance) => attemptOf(instance) === record.attempt && !isEnding(instance);
  const sealed = round.seen.get(record.intent.id) ?? [];
  const found = ownMachines(record, sealed).find(isIt);
  if (found) return adopt(record, found, round);
  const { id } = record.intent;
  // What somebody else has done since, and this store perhaps does not tell, a look does in time.
  if (mayBeOld(id, round)) return;
  const isUnclear = record.wasAsked === true;
  if (isUnclear && !isConfirmed('gone', record, round)) return;
  if ((record.riddles ?? 0) >= riddlesMax) return refuse(record, 'UNCLASSIFIED', round);
  clearDoubts(record, round);
  // Without a key, a machine that comes late after all must be told from the one that is asked for now.
  const next = isUnclear && !hasKey(record, round) ? record.attempt + 1 : record.attempt;
  const attempt = neverSeen(next, sealed);
  const isStill = (now: IntentRecord) => now.attempt === record.attempt && now.instanceId === undefined;
  const asking = { attempt, wasAsked: true } as const;
  const asked = await round.records.change(id, (now) => (isStill(now) ? asking : undefined), 'running');
  // Its end was asked for meanwhile: the next round sees to that.
  if (!asked) return;
  const answer = await ask(asked, round).catch((thrown) => afterFailure(asked, thrown, isUnclear, round));
  if (!answer) return;
  if (answer.id !== undefined) {
    await adopt(asked, answer, round);
    if (answer.createdAt === undefined) await learnBirth(asked, answer.id, round);
    return;
  }
  // Nobody would know of a machine that an open bid brings some day.
  if (answer.ticket) await cancel(answer.ticket, round);
}

/** A store that was set back counts again from where it was: what is made now must be told from what was made then. */
function neverSeen(attempt: number, sealed: readonly Instance[]): number {
  const seen = sealed.map(attemptOf).filter(Number.isSafeInteger);
  return seen.includes(attempt) ? Math.max(...seen) + 1 : attempt;
}

/** A machine, as far as the answer told of one, or an open bid for one. */
interface Asked {
  readonly id?: string;
  readonly createdAt?: string;
  readonly ticket?: string;
}

async function adopt(record: IntentRecord, machine: Asked, round: Round): Promise<void> {
  const { id: instanceId, createdAt: bornAt } = machine;
  clearDoubts(record, round);
  await round.records.change(record.intent.id, { instanceId, bornAt, riddles: undefined });
}

function hasKey({ intent }: IntentRecord, { provider }: Round): boolean {
  return intent.spot === undefined && supports(provider, 'idempotentSpawn');
}

/** A ticket does not tell it; the machine does, and is believed where it says whose it is. */
async function learnBirth({ intent }: IntentRecord, instanceId: string, round: Round): Promise<void> {
  const machine = await round.patience.again(() => round.provider.get(instanceId));
  if (!machine || intentOf(machine, round.seal) !== intent.id) return;
  const { createdAt: bornAt } = machine;
  await round.records.change(intent.id, (now) => (now.instanceId === instanceId ? { bornAt } : undefined));
}

async function ask(record: IntentRecord, { provider, patience, seal }: Round): Promise<Asked> {
  const { intent, attempt } = record;
  const request = placed(marked(intent, attempt, seal), record);
  const { spot } = intent;
  if (spot === undefined || !supports(provider, 'spot')) {
    const key = supports(provider, 'idempotentSpawn') ? { idempotencyKey: `${intent.id}/${attempt}` } : {};
    return patience.once(() => provider.spawn({ ...request, ...key }));
  }
  return brought(await patience.once(() => provider.requestSpotInstance({ ...request, ...spot })));
}

function placed(request: SpawnRequest, { intent: { regions }, place = 0 }: IntentRecord): SpawnRequest {
  const region = regions?.[place];
  return region === undefined ? request : { ...request, region };
}

function brought({ id, instanceId }: SpotTicket): Asked {
  return instanceId === undefined ? { ticket: id } : { id: instanceId };
}

async function cancel(ticket: string, { provider, patience }: Round): Promise<void> {
  if (supports(provider, 'spot')) await patience.again(() => provider.cancelSpotRequest(ticket));
}

async function afterFailure(
  record: IntentRecord,
  thrown: unknown,
  wasUnclear: boolean,
  round: Round,
): Promise<undefined> {
  const { id, regions } = record.intent;
  // The machine may exist: a later round looks for it.
  if (!isProviderError(thrown) || thrown.ambiguous) return;
  // So it may where nobody understood the answer.
  if (thrown.code === 'UNCLASSIFIED') {
    await round.records.change(id, { riddles: (record.riddles ?? 0) + 1 });
    return;
  }
  // It may be the key that is refused, because its machine has ended already: only a second refusal is one of the request.
  if (thrown.code === 'INVALID_SPEC' && (wasUnclear || !record.wasRefused)) {
    await round.records.change(id, { attempt: record.attempt + 1, wasAsked: undefined, wasRefused: true });
    return;
  }
  // What was unclear before is no clearer now.
  if (wasUnclear) return;
  // Refused in clear words: there is no machine.
  if (thrown.code === 'CAPACITY_ERROR' && regions) await moveOn(record, regions.length, round);
  else if (thrown.retryable) await round.records.change(id, { wasAsked: undefined });
  else await refuse(record, thrown.code, round);
}

async function refuse({ intent }: IntentRecord, reason: ProviderErrorCode, { records }: Round): Promise<void> {
  await records.change(intent.id, { phase: 'refused', reason, wasAsked: undefined });
}

/** Nothing was made here, as is known; elsewhere it is another request, so it has another key. */
async function moveOn(
  { intent: { id }, attempt, place = 0 }: IntentRecord,
  places: number,
  { records }: Round,
): Promise<void> {
  await records.change(id, { attempt: attempt + 1, wasAsked: undefined, place: (place + 1) % places });
}
