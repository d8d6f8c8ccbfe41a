import type { Clock } from '../../provider/context.ts';
import { checkDuration } from '../check-duration.ts';
import type { Fault, InjectedFault } from '../fault.ts';
import type { CallClass } from './wire-call.ts';

/** A fault in force on a wire: knows which calls it touches, and when it has healed. */
export interface ArmedFault extends InjectedFault {
  /** Whether the call is in its scope. Counts the call for `nth`; ask once per call, when it is sent. */
  matches(call: CallClass): boolean;
  /** Whether it still acts now that the call has come to it. Counts it as touched. */
  touch(): boolean;
  /** Takes back one touch: the fault turned out to change nothing. */
  untouch(): void;
  /** Milliseconds until its window ends; absent where it has none. */
  remainingMs(): number | undefined;
  /** Aborted when the fault is healed. */
  readonly healed: AbortSignal;
}

interface Armed extends ArmedFault {
  touched: number;
}

const healed = new Error('the fault is healed');

/** Arms a fault from now on. The scope is judged here and nowhere else. */
export function armFault(fault: Fault, clock: Clock): ArmedFault {
  const { scope } = fault;
  if (scope.windowMs !== undefined) checkDuration(scope.windowMs);
  if (fault.kind === 'latency') checkDuration(fault.ms);
  const healing = new AbortController();
  const injectedMs = clock.monotonic();
  let matched = 0;

  const remainingMs = () =>
    scope.windowMs === undefined ? undefined : Math.max(0, injectedMs + scope.windowMs - clock.monotonic());
  const isHealed = () => {
    if (remainingMs() === 0) healing.abort(healed);
    return healing.signal.aborted;
  };

  const armed: Armed = {
    fault,
    touched: 0,
    heal: () => healing.abort(healed),
    healed: healing.signal,
    remainingMs,
    matches: (call) => {
      if (isHealed()) return false;
      if (scope.operation !== undefined && scope.operation !== call.operation) return false;
      // A write is never stale, so it is not the nth of anything either.
      if (fault.kind === 'stale-read' && !call.read) return false;
      matched += 1;
      return scope.nth === undefined || matched === scope.nth;
    },
    touch: () => {
      if (isHealed()) return false;
      if (scope.count !== undefined && armed.touched >= scope.count) return false;
      armed.touched += 1;
      return true;
    },
    untouch: () => {
      armed.touched -= 1;
    },
  };
  return armed;
}
