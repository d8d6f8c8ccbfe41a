import type { ProviderContext } from '../provider/context.ts';
import { contextDuring, createLife, never } from './life.ts';
import type { Death } from './processes.ts';

export interface MortalContext {
  readonly context: ProviderContext;
  readonly died: Promise<void>;
  calls(): number;
}

/** A context that goes silent for ever around its nth call: nothing that was begun with it goes on, no call and no timer. */
export function mortalContext(context: ProviderContext, death: Death | undefined): MortalContext {
  const life = createLife(1);
  const living = contextDuring(life, context);
  const end = Promise.withResolvers<void>();
  let calls = 0;
  const die = (): Promise<never> => {
    life.end();
    end.resolve();
    return never();
  };
  const calling = async <T>(call: () => Promise<T>): Promise<T> => {
    if (life.isOver()) return never();
    calls += 1;
    const isLast = calls === death?.call;
    if (isLast && death?.moment === 'before') return die();
    const answer = await settled(call);
    return isLast ? die() : answer();
  };
  const { sdkRequestHandler: handler } = living;
  return {
    died: end.promise,
    calls: () => calls,
    context: {
      ...living,
      fetch: (...request) => calling(() => living.fetch(...request)),
      exec: (...command) => calling(() => living.exec(...command)),
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
