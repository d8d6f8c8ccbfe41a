import type { Clock } from '../../provider/context.ts';
import type { Fault, InjectedFault } from '../fault.ts';
import type { CallClass } from './wire-call.ts';

/** A fault in force on a wire: knows which calls it touches, and when it has healed. */
export interface ArmedFault extends InjectedFault {
  /** Whether it touches this call. Counts the call; ask once per call. */
  claims(call: CallClass): boolean;
  /** Aborted when the fault is healed. */
  readonly healed: AbortSignal;
}

const healed = new Error('the fault is healed');

/** Arms a fault from now on. The scope is judged here and nowhere else. */
export function armFault(fault: Fault, clock: Clock): ArmedFault {
  const { scope } = fault;
  const healing = new AbortController();
  const injectedMs = clock.monotonic();
  let matched = 0;
  let touched = 0;

  return {
    fault,
    get touched() {
      return touched;
    },
    heal: () => healing.abort(healed),
    healed: healing.signal,
    claims: (call) => {
      if (scope.windowMs !== undefined && clock.monotonic() - injectedMs > scope.windowMs) healing.abort(healed);
      if (healing.signal.aborted) return false;
      if (scope.operation !== undefined && scope.operation !== call.operation) return false;
      matched += 1;
      if (scope.nth !== undefined && matched !== scope.nth) return false;
      if (scope.count !== undefined && touched >= scope.count) return false;
      touched += 1;
      return true;
    },
  };
}
