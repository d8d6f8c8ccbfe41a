import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecResult } from '../provider/context.ts';
import type { Shell } from './shell.ts';

/** A shell that is closed when no world needs it any more. */
export interface HostShell extends Shell {
  close(): Promise<void>;
}

/**
 * One long-lived shell that forks a fresh `sh` per script: several times cheaper than starting each from here. When
 * its input ends, also because this process died, it removes its folder and ends.
 */
const coordinator = `
cd "$1" || exit 1
while read -r mode number; do
  case "$mode" in
    run) /bin/sh "./$number.sh" >"$number.out" 2>"$number.err" </dev/null ;;
    parse) /bin/sh -n "./$number.sh" >"$number.out" 2>"$number.err" </dev/null ;;
  esac
  echo "$number $?"
done
cd / && rm -rf "$1"
`;

/**
 * The ability `shell` on this host: every script runs in a `/bin/sh` of its own, in a throw-away folder, with no
 * environment but PATH. Scripts come from providers and are trusted as much as the provider itself is.
 *
 * @example
 * const shell = createHostShell();
 * await shell.run('printf hello');
 */
export function createHostShell(): HostShell {
  let started: Promise<RunningShell> | undefined;
  let numbers = 0;

  const request = async (mode: 'run' | 'parse', script: string): Promise<ExecResult> => {
    started ??= start();
    const shell = await started;
    numbers += 1;
    const file = join(shell.folder, String(numbers));
    const number = numbers;
    // Small files in a temporary folder: the synchronous calls take a tenth of the time of the asynchronous ones.
    writeFileSync(`${file}.sh`, script);
    const exitCode = await shell.ask(mode, number);
    const read = (ending: string) => readFileSync(`${file}.${ending}`, 'utf8');
    return { exitCode, stdout: read('out'), stderr: read('err'), timedOut: false };
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

interface RunningShell {
  readonly folder: string;
  ask(mode: 'run' | 'parse', number: number): Promise<number>;
  end(): Promise<void>;
}

async function start(): Promise<RunningShell> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-shell-'));
  const path = process.env.PATH ?? '/usr/bin:/bin';
  const child = spawn('/bin/sh', ['-c', coordinator, 'sh', folder], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: path },
    // A Ctrl-C is for us to handle: the shell must live until its folder is removed.
    detached: true,
  });
  const waiting = new Map<number, Waiter>();
  listen(child, waiting);
  // Nobody has to wait for an idle shell; a request in flight holds the process by itself.
  hold(child, false);

  return {
    folder,
    ask: (mode, number) =>
      new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        hold(child, true);
        child.stdin?.write(`${mode} ${number}\n`);
      }),
    end: () =>
      new Promise((resolve) => {
        hold(child, true);
        child.once('exit', () => resolve());
        child.stdin?.end();
      }),
  };
}

interface Waiter {
  readonly resolve: (exitCode: number) => void;
  readonly reject: (error: Error) => void;
}

function listen(child: ChildProcess, waiting: Map<number, Waiter>): void {
  let rest = '';
  child.stdout?.on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [number, exitCode] = line.split(' ').map(Number);
      waiting.get(number ?? 0)?.resolve(exitCode ?? 1);
      waiting.delete(number ?? 0);
    }
    if (waiting.size === 0) hold(child, false);
  });
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  child.once('error', (error) => fail(new Error(`/bin/sh could not be started: ${error.message}`)));
  child.once('exit', () => fail(new Error('the shell ended in the middle of a script')));
}

function hold(child: ChildProcess, isHeld: boolean): void {
  const set = (handle: unknown) => {
    const refCounted = handle as { ref?: () => void; unref?: () => void } | null;
    if (isHeld) refCounted?.ref?.();
    else refCounted?.unref?.();
  };
  set(child);
  set(child.stdin);
  set(child.stdout);
}
