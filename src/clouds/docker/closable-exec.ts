import type { Clock, Exec, ExecResult } from '../../provider/context.ts';

/** Runs docker until it is closed. */
export interface ClosableExec {
  readonly exec: Exec;
  /** Refuses whatever comes now, and waits until what is under way is over, in the engine too. */
  close(): Promise<void>;
}

/** The engine may go on with what it was asked for after the docker command has ended. */
export const settleMs = 2_000;
const waitMaxMs = 30_000;

/** Whoever looks for what a run left must not look before its last command has taken effect. */
export function createClosableExec(exec: Exec, clock: Clock): ClosableExec {
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;
  let settledAt = clock.monotonic();

  const run: Exec = async (file, args, options) => {
    const result = await exec(file, args, options);
    if (wasKilled(result)) settledAt = clock.monotonic() + settleMs;
    return result;
  };

  return {
    exec: (file, args, options) => {
      if (isClosed) return Promise.reject(new Error('this world is closed'));
      const running = run(file, args, options);
      const quiet = running.catch(() => {}).finally(() => underWay.delete(quiet));
      underWay.add(quiet);
      return running;
    },
    close: async () => {
      isClosed = true;
      const giveUp = new AbortController();
      const late = clock.sleep(waitMaxMs, giveUp.signal).catch(() => {});
      await Promise.race([Promise.all(underWay), late]);
      giveUp.abort(new Error('nothing is under way'));
      await clock.sleep(Math.max(0, settledAt - clock.monotonic()));
    },
  };
}

/** By a timeout, an interrupt, or a Ctrl-C that reached docker itself. */
function wasKilled({ exitCode, timedOut }: ExecResult): boolean {
  return timedOut || exitCode === 124 || exitCode > 128;
}
