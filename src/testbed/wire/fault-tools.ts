import type { Clock } from '../../provider/context.ts';
import type { CallClass, FaultTools } from './wire-call.ts';

export interface FaultToolsOptions<Res> extends Pick<FaultTools<Res>, 'nativeError' | 'loseConnection' | 'recall'> {
  readonly call: CallClass & { readonly signal?: AbortSignal | undefined };
  readonly clock: Clock;
  readonly healed: AbortSignal;
}

/** The tools of one fault on one call: every wait in them ends with the call or with the fault. */
export function createFaultTools<Res>(options: FaultToolsOptions<Res>): FaultTools<Res> {
  const { call, clock, healed } = options;
  return {
    nativeError: options.nativeError,
    loseConnection: options.loseConnection,
    recall: options.recall,
    sleep: async (ms) => {
      call.signal?.throwIfAborted();
      const until = call.signal ? AbortSignal.any([call.signal, healed]) : healed;
      try {
        await clock.sleep(ms, until);
      } catch {
        // Healed: the call goes on. Aborted: the caller is told.
        call.signal?.throwIfAborted();
      }
    },
    healed: () => firstOf(healed, call.signal),
  };
}

function firstOf(healed: AbortSignal, aborted: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (aborted?.aborted) return reject(aborted.reason);
    if (healed.aborted) return resolve();
    healed.addEventListener('abort', () => resolve(), { once: true });
    aborted?.addEventListener('abort', () => reject(aborted.reason), { once: true });
  });
}
