import type { Clock, ProviderContext } from '../provider/context.ts';
import type { Death } from './processes.ts';
import { sleepOn } from './sleep-on.ts';

export interface MortalContext {
  readonly context: ProviderContext;
  readonly died: Promise<void>;
  calls(): number;
}

/** A context that goes silent for ever around its nth call: nothing that was begun with it goes on, no call and no timer. */
export function mortalContext(context: ProviderContext, death: Death | undefined): MortalContext {
  const end = Promise.withResolvers<void>();
  let calls = 0;
  let isDead = false;
  const { clock, stop } = mortalClock(context.clock);
  const die = (): Promise<never> => {
    isDead = true;
    stop();
    end.resolve();
    return never();
  };
  const calling = async <T>(call: () => Promise<T>): Promise<T> => {
    if (isDead) return never();
    calls += 1;
    const isLast = calls === death?.call;
    if (isLast && death?.moment === 'before') return die();
    const answer = await settled(call);
    if (isDead || isLast) return die();
    return answer();
  };
  const { sdkRequestHandler: handler } = context;
  return {
    died: end.promise,
    calls: () => calls,
    context: {
      ...context,
      fetch: (...request) => calling(() => context.fetch(...request)),
      exec: (...command) => calling(() => context.exec(...command)),
      clock,
      ...(handler && { sdkRequestHandler: { handle: (...request) => calling(() => handler.handle(...request)) } }),
    },
  };
}

/** Whether it was answered or failed is told later, if ever. */
async function settled<T>(call: () => Promise<T>): Promise<() => T> {
  try {
    const value = await call();
    return () => value;
  } catch (thrown) {
    return () => {
      throw thrown;
    };
  }
}

interface MortalClock {
  readonly clock: Clock;
  /** Nobody waits for anything any more: time does not go on for the sake of the dead. */
  stop(): void;
}

function mortalClock(clock: Clock): MortalClock {
  const cancels = new Set<() => void>();
  let isStopped = false;
  const after: Clock['after'] = (ms, callback) => {
    if (isStopped) return () => {};
    const cancel = clock.after(ms, () => {
      cancels.delete(cancel);
      callback();
    });
    cancels.add(cancel);
    return () => {
      cancels.delete(cancel);
      cancel();
    };
  };
  return {
    clock: { ...clock, after, sleep: sleepOn(after) },
    stop: () => {
      isStopped = true;
      for (const cancel of cancels) cancel();
    },
  };
}

function never(): Promise<never> {
  return new Promise(() => {});
}
