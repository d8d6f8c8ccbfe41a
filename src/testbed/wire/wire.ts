import type { Clock } from '../../provider/context.ts';
import { type Fault, type FaultInjector, type FaultKind, faultKinds, type NativeErrorKind } from '../fault.ts';
import type { FaultEffect } from '../faults/fault-effect.ts';
import { faultEffects } from '../faults/fault-effects.ts';
import type { TranscriptRecorder } from '../transcript-recorder.ts';
import { type ArmedFault, armFault } from './armed-fault.ts';
import { createFaultTools } from './fault-tools.ts';
import { createMemory } from './memory.ts';
import type { CallClass, WireCall } from './wire-call.ts';

/** What a wire carries, and how it breaks. */
export interface WireOptions<Req, Res> {
  /** Executes the call. */
  transport(call: WireCall<Req>): Promise<Res>;
  classify(request: Req): CallClass;
  /** A refusal in the service's own words. */
  nativeError(kind: NativeErrorKind, request: Req, retryAfterMs?: number): Res;
  readonly nativeErrors: readonly NativeErrorKind[];
  /** Rejects, or answers, as this wire does when its connection breaks. */
  loseConnection(request: Req): Promise<Res>;
  describeResponse(response: Res): string;
  readonly clock: Clock;
  readonly transcript: TranscriptRecorder;
}

export interface Wire<Req, Res> {
  send(request: Req, signal?: AbortSignal): Promise<Res>;
  readonly faults: FaultInjector;
}

/**
 * The line between a provider and its service. Every call is classified, passes the faults that claim it, outermost
 * first in the order of {@link faultEffects}, and is written down.
 *
 * @example
 * const wire = createWire({ ...service, clock, transcript });
 * wire.faults.inject({ kind: 'response-lost', scope: { operation: 'spawn', nth: 1 } });
 */
export function createWire<Req, Res>(options: WireOptions<Req, Res>): Wire<Req, Res> {
  const { clock, transcript } = options;
  const memory = createMemory<Res>(clock);
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
      const claiming = armed.length === 0 ? [] : armed.filter((fault) => fault.claims(call));
      const atMs = clock.now();
      const kinds = claiming.map(({ fault }) => fault.kind).join(', ');
      const note = (response: () => string) =>
        transcript.record({
          atMs,
          operation: call.operation,
          request: call.label,
          response,
          ...(kinds && { fault: kinds }),
        });
      try {
        const response = await passFaults(claiming, call, options, memory.recall, () => execute(call));
        note(() => options.describeResponse(response));
        return response;
      } catch (thrown) {
        note(() => `(no answer: ${thrown instanceof Error ? thrown.message : String(thrown)})`);
        throw thrown;
      }
    },
    faults: {
      kinds: faultKinds,
      nativeErrors: options.nativeErrors,
      inject: (fault: Fault) => {
        const injected = armFault(fault, clock);
        armed = [...armed.filter((other) => !other.healed.aborted), injected].sort(byOrder);
        return injected;
      },
    },
  };
}

const order = Object.keys(faultEffects);

function byOrder(a: ArmedFault, b: ArmedFault): number {
  return order.indexOf(a.fault.kind) - order.indexOf(b.fault.kind);
}

function passFaults<Req, Res>(
  claiming: readonly ArmedFault[],
  call: WireCall<Req>,
  options: WireOptions<Req, Res>,
  recall: (label: string, lagMs: number) => Res | undefined,
  execute: () => Promise<Res>,
): Promise<Res> {
  return claiming.reduceRight<() => Promise<Res>>((next, armedFault) => {
    const tools = createFaultTools<Res>({
      call,
      clock: options.clock,
      healed: armedFault.healed,
      nativeError: (kind, retryAfterMs) => options.nativeError(kind, call.request, retryAfterMs),
      loseConnection: () => options.loseConnection(call.request),
      recall: (lagMs) => recall(call.label, lagMs),
    });
    const effect = faultEffects[armedFault.fault.kind] as FaultEffect<FaultKind>;
    return () => effect(armedFault.fault, call, next, tools);
  }, execute)();
}
