import type { Fault, FaultKind } from '../fault.ts';
import type { CallClass, FaultTools } from '../wire/wire-call.ts';

export type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>;

/**
 * What one kind of fault does to one call. `next` lets the call go on, at most once but for a delivery that is doubled. Which calls are touched, and when
 * the fault heals, is the wire's business.
 */
export type FaultEffect<K extends FaultKind> = <Res>(
  fault: FaultOf<K>,
  call: CallClass,
  next: () => Promise<Res>,
  tools: FaultTools<Res>,
) => Promise<Res>;
