import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that runs programs for another one, and ends them with it. */
export interface Guard {
  start(file: string, args: readonly string[], env?: NodeJS.ProcessEnv): void;
  isEnding(): boolean;
}

/**
 * Makes this process a guard. It learns of the end of the other one by its standard input, which closes with it; and where a
 * program ends by itself, or cannot be started, all end. `cleanUp` is called once, with what kills the programs and waits until
 * none is left.
 */
export function createGuard(cleanUp: (killAll: () => Promise<void>) => Promise<void>): Guard {
  const programs: ChildProcess[] = [];
  let isEnding = false;

  async function end(): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    await cleanUp(() => kill(programs));
  }

  // A Ctrl-C is meant for the other process, which still needs the programs to clean up.
  process.on('SIGINT', () => {});
  process.stdin.resume();
  process.stdin.once('close', () => void end());

  return {
    start: (file, args, env = process.env) => {
      const program = spawn(file, args, { stdio: 'ignore', env });
      programs.push(program);
      const over = (why: string) => {
        if (isEnding) return;
        process.stderr.write(`${file} ${why}\n`);
        process.exitCode = 1;
        void end();
      };
      program.once('error', ({ message }) => over(message));
      program.once('exit', (code) => over(`ended with exit code ${code}`));
    },
    isEnding: () => isEnding,
  };
}

async function kill(programs: readonly ChildProcess[]): Promise<void> {
  const running = programs.filter(({ pid, exitCode, signalCode }) => pid && exitCode === null && signalCode === null);
  const ended = running.map((program) => once(program, 'exit'));
  for (const program of running) program.kill('SIGKILL');
  await Promise.all(ended);
}
