import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecResult } from '../provider/context.ts';

/** One script to run, or to parse only. */
export interface ShellRequest {
  readonly mode: 'run' | 'parse';
  /** Names the script's files; never used twice. */
  readonly number: number;
  readonly script: string;
  readonly timeoutMs: number;
}

/** A shell process that takes scripts, one after the other. */
export interface RunningShell {
  ask(request: ShellRequest): Promise<ExecResult>;
  /** Ends it, also in the middle of a script. */
  end(): Promise<void>;
}

/**
 * One long-lived shell that forks a fresh `sh` per script: several times cheaper than starting each from here. Scripts
 * run in a folder below their files, so that one that removes its folder spoils nothing. When its input ends, also
 * because this process died, it removes everything and ends.
 */
const coordinator = `
while read -r mode number; do
  cd "$1/work" 2>/dev/null || { mkdir -p "$1/work" && cd "$1/work"; } || exit 1
  case "$mode" in
    run) /bin/sh "../$number.sh" >"../$number.out" 2>"../$number.err" </dev/null ;;
    parse) /bin/sh -n "../$number.sh" >"../$number.out" 2>"../$number.err" </dev/null ;;
  esac
  echo "$number $?"
done
cd / && rm -rf "$1"
`;

interface Waiter {
  readonly resolve: (exitCode: number) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a shell with no environment but PATH. `onEnd` is told as soon as it takes no more scripts. */
export async function startShell(onEnd: () => void): Promise<RunningShell> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-shell-'));
  const child = spawn('/bin/sh', ['-c', coordinator, 'sh', folder], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
    // A Ctrl-C is for us to handle; and a group of its own can be ended together with what scripts started.
    detached: true,
  });
  const waiting = new Map<number, Waiter>();
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });

  let isEnded = false;
  const fail = (message: string) => {
    if (isEnded) return;
    isEnded = true;
    onEnd();
    // Only a script that was cut off can have left processes or files behind.
    if (waiting.size > 0) endGroup(child);
    for (const { reject } of waiting.values()) reject(new Error(message));
    waiting.clear();
    rmSync(folder, { recursive: true, force: true });
  };
  child.once('error', (error) => fail(`/bin/sh could not be started: ${error.message}`));
  child.once('exit', () => fail('the shell ended in the middle of a script'));
  // The exit tells; without a listener a write to a shell that just died would end this process.
  child.stdin?.on('error', () => {});
  listen(child, waiting);
  // Nobody has to wait for an idle shell; a request in flight holds the process by itself.
  hold(child, false);

  const output = (number: number, ending: 'out' | 'err') => readFileSync(join(folder, `${number}.${ending}`), 'utf8');
  const result = (number: number, exitCode: number, timedOut: boolean): ExecResult => ({
    exitCode,
    stdout: output(number, 'out'),
    stderr: output(number, 'err'),
    timedOut,
  });

  return {
    ask: ({ mode, number, script, timeoutMs }) =>
      new Promise((resolve, reject) => {
        // Small files in a temporary folder: synchronous calls take a tenth of the time of asynchronous ones.
        writeFileSync(join(folder, `${number}.sh`), script);
        const timer = setTimeout(() => {
          waiting.delete(number);
          endGroup(child);
          settle(() => result(number, 124, true));
          fail('the shell was ended: a script before this one took too long');
        }, timeoutMs);
        const settle = (outcome: () => ExecResult) => {
          clearTimeout(timer);
          try {
            resolve(outcome());
          } catch (thrown) {
            reject(thrown);
          }
        };
        waiting.set(number, {
          resolve: (exitCode) => settle(() => result(number, exitCode, false)),
          reject: (error) => {
            clearTimeout(timer);
            reject(error);
          },
        });
        hold(child, true);
        child.stdin?.write(`${mode} ${number}\n`);
      }),
    end: async () => {
      hold(child, true);
      if (waiting.size > 0) endGroup(child);
      child.stdin?.end();
      await exited;
    },
  };
}

/** Ends the shell and what its scripts started. Only ever our own child's group. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Everything in it has ended already.
  }
}

function listen(child: ChildProcess, waiting: Map<number, Waiter>): void {
  let rest = '';
  child.stdout?.on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [number = 0, exitCode = 1] = line.split(' ').map(Number);
      const waiter = waiting.get(number);
      waiting.delete(number);
      waiter?.resolve(exitCode);
    }
    if (waiting.size === 0) hold(child, false);
  });
}

function hold(child: ChildProcess, isHeld: boolean): void {
  for (const handle of [child, child.stdin, child.stdout]) {
    const counted = handle as { ref?: () => void; unref?: () => void } | null;
    if (isHeld) counted?.ref?.();
    else counted?.unref?.();
  }
}
