import type { ProviderCall } from '../provider-call.ts';
import { isOnItsWayOut } from '../sightings.ts';
import { type Evidence, type Finding, firstFinding, type Oracle } from './oracle.ts';
import { hasLookedSince, isUnclear, spawnBefore } from './unclear-spawn.ts';

/** One key, one attempt at one request. */
export const keysGoWithAttempts: Oracle = {
  id: 'I08',
  title: 'keys go with attempts',
  statement:
    'An idempotency key is never used for another request, nor again after the end of its machine, which it had called its own, was seen; and an attempt of which nobody knows what became keeps its key.',
  kind: 'safety',
  watch: (evidence) => {
    let isExercised = false;
    // What it was told and could not write down it need not know any more.
    const claimed = new Set<string>();
    return {
      onView: ({ view }) => {
        if (view?.instanceId !== undefined) claimed.add(view.instanceId);
        return undefined;
      },
      onCall: (call) => {
        const before = spawnBefore(call, evidence.calls);
        if (call.operation !== 'spawn' || call.key === undefined) return undefined;
        isExercised ||= before !== undefined;
        return used(call, claimed, evidence) ?? changed(call, before, evidence);
      },
      isExercised: () => isExercised,
    };
  },
};

function used(call: ProviderCall, claimed: ReadonlySet<string>, evidence: Evidence): Finding | undefined {
  const { calls } = evidence;
  const same = calls.filter(
    ({ operation, key, number }) => operation === 'spawn' && key === call.key && number < call.number,
  );
  return firstFinding(same, (before) => {
    if (before.wanted !== call.wanted)
      return {
        signature: 'another-request',
        message: `the key ${call.key} was used for ${call.intent}, and before that for another request`,
      };
    const dead = before.told.find(({ id }) => claimed.has(id) && hasSeenEnd(id, call, before, evidence));
    return (
      dead && {
        signature: 'dead-key',
        message: `the key ${call.key} was used again for ${call.intent}, although its machine ${evidence.truth.nameOf(dead.id)} had ended`,
      }
    );
  });
}

/** Only what this very process was told: another may have died with what it knew. */
function hasSeenEnd(
  id: string,
  { life }: ProviderCall,
  made: ProviderCall,
  { truth, sightings, calls }: Evidence,
): boolean {
  if (!truth.find(id)?.ending || !made.isHeard || made.life !== life) return false;
  const last = sightings.of(id).at(-1);
  const isSeen = last?.call.life === life && (last.status === 'absent' || isOnItsWayOut(last.status));
  return (
    isSeen ||
    calls.some(
      (each) =>
        each.operation === 'terminate' && each.target === id && each.life === life && each.outcome?.did === 'answered',
    )
  );
}

function changed(call: ProviderCall, before: ProviderCall | undefined, { calls }: Evidence): Finding | undefined {
  if (before?.key === undefined || before.key === call.key || before.region !== call.region) return undefined;
  if (!isUnclear(before) || hasLookedSince(before, calls)) return undefined;
  return {
    signature: 'another-key',
    message: `${call.intent} was spawned again with another key, although nobody knew what had become of the spawn before`,
  };
}
