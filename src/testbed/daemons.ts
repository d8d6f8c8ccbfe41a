import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Programs that run until they are ended; for a guard, which lives no longer than they do. */
export interface Daemons {
  start(file: string, args: readonly string[], env?: NodeJS.ProcessEnv): void;
  /** Kills all of them, and resolves when none is left. */
  end(): Promise<void>;
}

/** `onDeath` learns of one that ended by itself, or could not be started. */
export function createDaemons(onDeath: (why: string) => void): Daemons {
  const daemons: ChildProcess[] = [];
  let isEnding = false;
  return {
    start: (file, args, env = process.env) => {
      const daemon = spawn(file, args, { stdio: 'ignore', env });
      daemons.push(daemon);
      const over = (why: string) => {
        if (!isEnding) onDeath(`${file} ${why}`);
      };
      daemon.once('error', ({ message }) => over(message));
      daemon.once('exit', (code) => over(`ended with exit code ${code}`));
    },
    end: async () => {
      isEnding = true;
      const running = daemons.filter(
        ({ pid, exitCode, signalCode }) => pid && exitCode === null && signalCode === null,
      );
      const ended = running.map((daemon) => once(daemon, 'exit'));
      for (const daemon of running) daemon.kill('SIGKILL');
      await Promise.all(ended);
    },
  };
}
