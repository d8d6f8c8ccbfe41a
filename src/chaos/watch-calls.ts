import type { Director } from './director.ts';
import type { History } from './history.ts';
import type { Judge } from './judge.ts';
import type { CallOutcome, ProviderCall } from './provider-call.ts';
import type { Sightings } from './sightings.ts';
import type { Truth } from './truth.ts';
import type { CallWatcher } from './watched-provider.ts';

export interface WatchCallsOptions {
  readonly calls: ProviderCall[];
  readonly history: History;
  readonly elapsedMs: () => number;
  readonly truth: Truth;
  readonly sightings: Sightings;
  // Later than what they are needed by.
  readonly judge: () => Judge;
  readonly director: () => Director;
  readonly ended: (call: ProviderCall) => void;
}

/** Writes down every call, and lets each oracle and each disturbance know before it goes and after it has come back. */
export function watchCalls({
  calls,
  history,
  elapsedMs,
  truth,
  sightings,
  judge,
  director,
  ended,
}: WatchCallsOptions): CallWatcher {
  return {
    begins: (about) => {
      const call: ProviderCall = {
        ...{ ...about, number: calls.length + 1, beganMs: elapsedMs() },
        ...{ told: [], exchanges: [], isHeard: false },
      };
      calls.push(call);
      const { operation, method, intent, key, target } = call;
      history.add({
        ...{ lane: 'call', did: 'begins', call: call.number, operation, method },
        ...(intent !== undefined && { intent }),
        ...(target !== undefined && { machine: truth.nameOf(target) }),
        ...(key !== undefined && { key }),
      });
      judge().ask('onCall', call);
      director().beforeCall(operation);
      return call;
    },
    ends: async (call, outcome) => {
      call.endedMs = elapsedMs();
      call.outcome = outcome;
      await truth.look();
      const { number, operation, intent } = call;
      history.add({
        ...{ lane: 'call', did: 'ends', call: number, operation, ...(intent !== undefined && { intent }) },
        outcome: named(outcome, truth),
        disturbedBy: director().takeActs(),
      });
      sightings.note(call);
      judge().ask('onAnswer', call);
      judge().ask('onLook');
      ended(call);
    },
  };
}

/** Ids are drawn; what is written down is told by name. */
function named(outcome: CallOutcome, truth: Truth): CallOutcome {
  if (outcome.did === 'failed' || outcome.instanceId === undefined) return outcome;
  return { ...outcome, instanceId: truth.nameOf(outcome.instanceId) };
}
