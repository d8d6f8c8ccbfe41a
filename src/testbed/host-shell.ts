import type { ExecResult } from '../provider/context.ts';
import { type RunningShell, startShell } from './running-shell.ts';
import type { Shell } from './shell.ts';

/** A shell that is closed when no world needs it any more. */
export interface HostShell extends Shell {
  /** Ends what still runs and removes the folder. */
  close(): Promise<void>;
}

/** How long a script may run, in real time: no virtual clock reaches another process. */
const timeoutDefaultMs = 30_000;

/**
 * The ability `shell` on this host: every script runs in a `/bin/sh` of its own, in a throw-away folder, with no
 * environment but PATH. One that runs for longer than `timeoutMs` (default 30 s) is ended, with exit code 124 and
 * `timedOut`. Scripts come from providers and are trusted as much as the provider itself is.
 *
 * @example
 * const shell = createHostShell();
 * await shell.run('printf hello');
 */
export function createHostShell(options: { readonly timeoutMs?: number } = {}): HostShell {
  const timeoutMs = options.timeoutMs ?? timeoutDefaultMs;
  let started: Promise<RunningShell> | undefined;
  let numbers = 0;

  const start = (): Promise<RunningShell> => {
    const starting = startShell(() => {
      // A newer one may have taken its place already.
      if (started === starting) started = undefined;
    });
    return starting;
  };

  const request = async (mode: 'run' | 'parse', script: string): Promise<ExecResult> => {
    // A script may take the shell down with it; the next one gets a new shell.
    started ??= start();
    const shell = await started;
    numbers += 1;
    return shell.ask({ mode, number: numbers, script, timeoutMs });
  };

  return {
    run: (script) => request('run', script),
    parse: (script) => request('parse', script),
    close: async () => {
      const shell = await started;
      started = undefined;
      await shell?.end();
    },
  };
}
