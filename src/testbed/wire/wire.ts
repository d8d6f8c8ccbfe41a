import type { Clock } from '../../provider/context.ts';
import type { Fault, FaultInjector, FaultKind, NativeErrorKind, NoConnection } from '../fault.ts';
import type { FaultEffect } from '../faults/fault-effect.ts';
import { faultEffects } from '../faults/fault-effects.ts';
import type { TranscriptRecorder } from '../transcript-recorder.ts';
import { type ArmedFault, armFault } from './armed-fault.ts';
import { type Exchange, noteExchange } from './exchanges.ts';
import { createFaultTools } from './fault-tools.ts';
import { createMemory } from './memory.ts';
import type { CallClass, Damage, WireCall } from './wire-call.ts';

/** What a wire carries, and how it breaks. */
export interface WireOptions<Req, Res> {
  /** Executes the call. */
  transport(call: WireCall<Req>): Promise<Res>;
  classify(request: Req): CallClass;
  /** A refusal in the service's own words. */
  nativeError(kind: NativeErrorKind, request: Req, retryAfterMs?: number): Res;
  readonly nativeErrors: readonly NativeErrorKind[];
  /** Rejects, or answers, as this wire does when its connection breaks. */
  loseConnection(request: Req, because?: NoConnection): Promise<Res>;
  describeResponse(response: Res): string;
  /** Whether two answers are described alike. */
  isSame(a: Res, b: Res): boolean;
  /** What the service means by an answer; undefined where that cannot be said. */
  meaningOf?(response: Res): NativeErrorKind | 'success' | undefined;
  /** The kinds of fault that this wire and its service can do. */
  readonly kinds: readonly FaultKind[];
  /** See {@link FaultTools}. Only where a kind of fault needs it. */
  damage?(response: Res, damage: Damage, request: Req): Res | undefined;
  /** The request for the page after this answer. */
  followUp?(response: Res, request: Req): Req | undefined;
  forget?(request: Req): boolean;
  readonly clock: Clock;
  readonly transcript: TranscriptRecorder;
}

export interface Wire<Req, Res> {
  send(request: Req, signal?: AbortSignal): Promise<Res>;
  readonly faults: FaultInjector;
}

/**
 * The line between a provider and its service. Every call is classified, passes the faults whose scope it is in, outermost
 * first in the order of {@link faultEffects}, and is written down.
 *
 * @example
 * const wire = createWire({ ...service, clock, transcript });
 * wire.faults.inject({ kind: 'response-lost', scope: { operation: 'spawn', nth: 1 } });
 */
export function createWire<Req, Res>(options: WireOptions<Req, Res>): Wire<Req, Res> {
  const { clock, transcript } = options;
  const memory = createMemory<Res>(clock, options.isSame);
  let armed: ArmedFault[] = [];

  const execute = async (call: WireCall<Req>): Promise<Res> => {
    const response = await options.transport(call);
    if (call.read) memory.keep(call.label, response);
    return response;
  };

  return {
    send: async (request, signal) => {
      const call: WireCall<Req> = { ...options.classify(request), request, signal };
      // Most calls meet no fault; they pay for none.
      const matching = armed.length === 0 ? [] : armed.filter((fault) => fault.matches(call));
      const atMs = clock.now();
      const acted = new Set<Fault>();
      const note = (answer: Exchange['answer'], response: () => string): void => {
        noteExchange({ operation: call.operation, read: call.read, faults: [...acted], answer });
        transcript.record({
          atMs,
          operation: call.operation,
          request: call.label,
          response,
          ...(acted.size > 0 && { fault: kindsOf(acted) }),
        });
      };
      try {
        const response = await passFaults(matching, call, options, memory.recall, acted, () => execute(call));
        note(options.meaningOf?.(response) ?? 'unclear', () => options.describeResponse(response));
        return response;
      } catch (thrown) {
        note('nothing', () => `(no answer: ${thrown instanceof Error ? thrown.message : String(thrown)})`);
        throw thrown;
      }
    },
    faults: {
      kinds: options.kinds,
      nativeErrors: options.nativeErrors,
      inject: (fault: Fault) => {
        if (!options.kinds.includes(fault.kind)) throw new Error(`this wire cannot do the fault ${fault.kind}`);
        const injected = armFault(fault, clock);
        armed = [...armed.filter((other) => !other.healed.aborted), injected].sort(byOrder);
        return injected;
      },
    },
  };
}

const order = Object.keys(faultEffects);

function kindsOf(acted: ReadonlySet<Fault>): string {
  return [...new Set([...acted].map(({ kind }) => kind))].join(', ');
}

function byOrder(a: ArmedFault, b: ArmedFault): number {
  return order.indexOf(a.fault.kind) - order.indexOf(b.fault.kind);
}

function passFaults<Req, Res>(
  matching: readonly ArmedFault[],
  call: WireCall<Req>,
  options: WireOptions<Req, Res>,
  recall: (label: string, lagMs: number, ageMaxMs?: number) => Res | undefined,
  acted: Set<Fault>,
  execute: () => Promise<Res>,
): Promise<Res> {
  return matching.reduceRight<() => Promise<Res>>((next, armedFault) => {
    const tools = createFaultTools<Res>({
      call,
      clock: options.clock,
      armed: armedFault,
      nativeError: (kind, retryAfterMs) => options.nativeError(kind, call.request, retryAfterMs),
      loseConnection: (because) => options.loseConnection(call.request, because),
      recall: (lagMs, ageMaxMs) => recall(call.label, lagMs, ageMaxMs),
      damage: (response, damage) => options.damage?.(response, damage, call.request),
      follow: (response) => {
        const request = options.followUp?.(response, call.request);
        return request && options.transport({ ...call, request });
      },
      forget: () => options.forget?.(call.request) ?? false,
      untouch: () => {
        armedFault.untouch();
        acted.delete(armedFault.fault);
      },
    });
    const effect = faultEffects[armedFault.fault.kind] as FaultEffect<FaultKind>;
    return () => {
      // Asked here and not before: an outer fault may have refused the call, or held it until this one healed.
      if (!armedFault.touch()) return next();
      acted.add(armedFault.fault);
      return effect(armedFault.fault, call, next, tools);
    };
  }, execute)();
}
