import type { Misconduct } from '../startable.ts';
import { type CommandProcess, startCommand } from './command-process.ts';
import { type Hello, readHello } from './protocol.ts';

/** A process that has said who it is, and waits. */
export interface Ready {
  readonly process: CommandProcess;
  readonly hello: Hello;
}

export type Started = Ready | { readonly misconduct: Misconduct };

/**
 * Processes that were started ahead: a start takes tens of milliseconds, and every run and every restart needs one that
 * nobody has used.
 */
export interface Spares {
  take(): Promise<Started>;
  /** Nobody has to end it any more. */
  returned(process: CommandProcess): void;
  close(): void;
}

export interface SparesOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  /** How many wait, beside those in use. */
  readonly count: number;
  readonly startLimitMs: number;
}

export function createSpares({ command, cwd, count, startLimitMs }: SparesOptions): Spares {
  const all = new Set<CommandProcess>();
  const waiting: Promise<Started>[] = [];
  let isClosed = false;
  const start = (): Promise<Started> => {
    const process = startCommand(command, cwd);
    all.add(process);
    return helloOf(process, startLimitMs);
  };
  return {
    take: () => {
      // A restart may still be under way when everything is over: nobody would end what it starts.
      if (isClosed) return Promise.resolve({ misconduct: { signature: 'closed', message: 'the run was over' } });
      const taken = waiting.shift() ?? start();
      while (waiting.length < count) waiting.push(start());
      return taken;
    },
    returned: (process) => all.delete(process),
    close: () => {
      isClosed = true;
      for (const process of all) process.kill();
      waiting.length = 0;
    },
  };
}

function helloOf(process: CommandProcess, limitMs: number): Promise<Started> {
  return new Promise((resolve) => {
    const refuse = (misconduct: Misconduct): void => {
      clearTimeout(limit);
      process.kill();
      resolve({ misconduct });
    };
    const spoken = (): Pick<Misconduct, 'lastWords'> =>
      process.lastWords() === '' ? {} : { lastWords: process.lastWords() };
    const limit = setTimeout(
      () => refuse({ signature: 'hello', message: `it wrote no first line within ${limitMs / 1_000} s`, ...spoken() }),
      limitMs,
    );
    process.listen({
      onLine: (line) => {
        const hello = readHello(line);
        if (typeof hello === 'string') return refuse({ signature: 'hello', message: hello, ...spoken() });
        clearTimeout(limit);
        resolve({ process, hello });
      },
      onEnd: refuse,
    });
  });
}
