import type { Instance } from '../../provider/instance.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import { supports } from '../../provider/supports.ts';
import type { IntentRecord } from './intent-record.ts';
import { attemptOf, isEnding, marked } from './ownership.ts';
import { askOf, hasSettled, type Round } from './round.ts';

/**
 * Brings an intent without a machine to have one. That it is going to ask is written down before it asks; whoever finds
 * that it was asked, and knows of no answer, looks for the machine before asking again.
 */
export async function launchOnce(record: IntentRecord, round: Round): Promise<void> {
  const isIt = (instance: Instance) => attemptOf(instance) === record.attempt && !isEnding(instance);
  const found = round.seen.get(record.intent.id)?.find(isIt);
  if (found) return adopt(record, found.id, round);
  const isUnclear = record.wasAsked === true;
  const ask = askOf(record.intent.id, record.attempt);
  // A key makes it safe to ask again. Without one, only a look that must have shown the machine does.
  if (isUnclear && !hasKey(record, round) && !hasSettled(round.waits.since(ask), round)) return;
  const asked = await round.records.change(record.intent.id, { wasAsked: true }, 'running');
  // Its end was asked for meanwhile: the next round sees to that.
  if (!asked) return;
  try {
    const instanceId = await round.patience.once(() => spawn(asked, round));
    if (instanceId !== undefined) await adopt(asked, instanceId, round);
  } catch (thrown) {
    // It may have been made as late as now.
    round.waits.restart(ask);
    await afterFailure(asked, thrown, isUnclear, round);
  }
}

async function adopt({ intent: { id } }: IntentRecord, instanceId: string, { records }: Round): Promise<void> {
  await records.change(id, { instanceId });
}

function hasKey({ intent }: IntentRecord, { provider }: Round): boolean {
  return intent.spot === undefined && supports(provider, 'idempotentSpawn');
}

async function spawn(record: IntentRecord, round: Round): Promise<string | undefined> {
  const { provider } = round;
  const { intent, attempt } = record;
  const request = marked(intent, attempt);
  if (intent.spot === undefined || !supports(provider, 'spot')) {
    const key = hasKey(record, round) ? { idempotencyKey: `${intent.id}/${attempt}` } : {};
    return (await provider.spawn({ ...request, ...key })).id;
  }
  return (await provider.requestSpotInstance({ ...request, ...intent.spot })).instanceId;
}

async function afterFailure(record: IntentRecord, thrown: unknown, wasUnclear: boolean, round: Round): Promise<void> {
  const { id } = record.intent;
  // The machine may exist: a later round looks for it.
  if (!isProviderError(thrown) || thrown.ambiguous) return;
  // It may be the key that is refused, because its machine has ended already: only a second refusal is one of the request.
  if (thrown.code === 'INVALID_SPEC' && (wasUnclear || !record.wasRefused)) {
    await round.records.change(id, { attempt: record.attempt + 1, wasAsked: undefined, wasRefused: true });
    return;
  }
  // What was unclear before is no clearer now.
  if (wasUnclear) return;
  // Refused in clear words: there is no machine.
  const refusal = thrown.retryable ? {} : ({ phase: 'refused', reason: thrown.code } as const);
  await round.records.change(id, { wasAsked: undefined, ...refusal });
}
