import fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { Fault, NativeErrorKind } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Step } from '../step.ts';
import { anySpawnRequest } from './spawn-request.ts';

const roundsMax = 3;

/** The calls that can meet a native error. */
export const failingOps = ['spawn', 'list', 'get', 'terminate'] as const;
export type FailingOp = (typeof failingOps)[number];

/** What a service may answer to any call. */
const anywhere: readonly NativeErrorKind[] = ['auth', 'rate-limit', 'unavailable', 'unknown'];

/** What it may answer to one kind of call beyond that. */
const onlyHere: { readonly [Op in FailingOp]: readonly NativeErrorKind[] } = {
  spawn: ['capacity', 'quota', 'invalid', 'not-found'],
  list: [],
  get: ['not-found'],
  terminate: ['not-found'],
};

/** A call, and the native error that it meets. */
export interface Meeting {
  readonly op: FailingOp;
  readonly error: NativeErrorKind;
}

export interface Round extends Meeting {
  /** Whether every native call fails, or only those that are for this operation. */
  readonly everyCall: boolean;
  readonly retryAfterSeconds: number;
}

/** An instance, and then calls that each meet one native error which heals after the call. */
export function anyFailingCalls(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const meetings = meetingsIn(facts);
  if (meetings.length === 0) return fc.constant([]);
  const round = fc
    .tuple(fc.constantFrom(...meetings), fc.boolean(), anyRetryAfter(facts))
    .map(([meeting, everyCall, retryAfterSeconds]): Round => ({ ...meeting, everyCall, retryAfterSeconds }));
  return fc
    .tuple(anySpawnRequest(facts), fc.array(round, { minLength: 1, maxLength: roundsMax }))
    .map(([request, rounds]) => toSteps(request, rounds));
}

/** Native errors that a service answers a read with while they last. */
export function lastingErrors(facts: WorldFacts): readonly NativeErrorKind[] {
  return anywhere.filter((error) => facts.nativeErrors.includes(error));
}

export function meetingsIn(facts: WorldFacts): readonly Meeting[] {
  const spoken = (error: NativeErrorKind) => facts.nativeErrors.includes(error);
  return failingOps.flatMap((op) =>
    [...anywhere, ...onlyHere[op]].filter(spoken).map((error): Meeting => ({ op, error })),
  );
}

/** As often as not a service does not say how long to wait. */
function anyRetryAfter(facts: WorldFacts): fc.Arbitrary<number> {
  return fc.oneof(fc.constant(0), fc.nat(retryAfterSecondsMax(facts)));
}

/** Short enough for a provider that waits it out, several times, to answer before its call counts as never settling. */
export function retryAfterSecondsMax(facts: WorldFacts): number {
  return Math.max(1, Math.floor(facts.tolerances.callTimeoutMs / 10_000));
}

export function toSteps(request: SpawnRequest, rounds: readonly Round[], wanted = request): readonly Step[] {
  return [
    { op: 'spawn', as: 'i1', request },
    ...rounds.flatMap((round, index): readonly Step[] => [
      { op: 'fault', as: `f${index + 1}`, fault: toFault(round) },
      toCall(round.op, wanted, index),
      { op: 'heal', target: `f${index + 1}` },
    ]),
  ];
}

function toFault({ op, error, everyCall, retryAfterSeconds }: Round): Fault {
  const scope = everyCall && anywhere.includes(error) ? {} : { operation: op };
  const retryAfterMs = retryAfterSeconds * 1_000;
  return { kind: 'native-error', error, scope, ...(error === 'rate-limit' && retryAfterMs > 0 && { retryAfterMs }) };
}

function toCall(op: FailingOp, request: SpawnRequest, index: number): Step {
  if (op === 'spawn') return { op, as: `i${index + 2}`, request };
  return op === 'list' ? { op } : { op, target: 'i1' };
}
