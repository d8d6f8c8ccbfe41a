import type { Clock } from '../../provider/context.ts';
import type { ArmedFault } from './armed-fault.ts';
import type { CallClass, FaultTools } from './wire-call.ts';

export interface FaultToolsOptions<Res>
  extends Pick<
    FaultTools<Res>,
    'nativeError' | 'loseConnection' | 'recall' | 'untouch' | 'damage' | 'follow' | 'forget'
  > {
  readonly call: CallClass & { readonly signal?: AbortSignal | undefined };
  readonly clock: Clock;
  readonly armed: Pick<ArmedFault, 'healed' | 'remainingMs'>;
}

/** The tools of one fault on one call: every wait in them ends with the call or with the fault. */
export function createFaultTools<Res>(options: FaultToolsOptions<Res>): FaultTools<Res> {
  const { call, clock, armed } = options;
  const { healed } = armed;

  const sleep = async (ms: number): Promise<void> => {
    call.signal?.throwIfAborted();
    if (healed.aborted) return;
    const woken = new AbortController();
    const slept = clock.sleep(Math.min(ms, armed.remainingMs() ?? ms), woken.signal).catch(() => {});
    const wake = () => woken.abort();
    const signals = call.signal ? [call.signal, healed] : [healed];
    for (const signal of signals) signal.addEventListener('abort', wake);
    await slept;
    // The signal of a call may outlive it by far: nothing may stay on it.
    for (const signal of signals) signal.removeEventListener('abort', wake);
    // Healed: the call goes on. Aborted: the caller is told.
    call.signal?.throwIfAborted();
  };

  return {
    nativeError: options.nativeError,
    loseConnection: options.loseConnection,
    recall: options.recall,
    untouch: options.untouch,
    damage: options.damage,
    follow: options.follow,
    forget: options.forget,
    sleep,
    healed: () => {
      const remainingMs = armed.remainingMs();
      return remainingMs === undefined ? firstOf(healed, call.signal) : sleep(remainingMs);
    },
  };
}

function firstOf(healed: AbortSignal, aborted: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (aborted?.aborted) return reject(aborted.reason);
    if (healed.aborted) return resolve();
    // A call's signal may outlive the call by far: nothing may stay on it.
    const settled = new AbortController();
    const listen = (signal: AbortSignal, settle: () => void) =>
      signal.addEventListener('abort', () => [settle(), settled.abort()], { signal: settled.signal });
    listen(healed, resolve);
    if (aborted) listen(aborted, () => reject(aborted.reason));
  });
}
