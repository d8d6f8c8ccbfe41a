import { spawn } from 'node:child_process';
import { createOutputMeter } from '../../engine/output-meter.ts';
import { looksSecret } from '../../engine/redact/secrets-of-environment.ts';
import { endGroup, hasGroups } from '../groups/end-group.ts';
import { guardGroup } from '../groups/group-guard.ts';
import type { Misconduct } from '../startable.ts';
import { excerpt, lineMaxBytes } from './protocol.ts';
import { createLineCutter } from './read-lines.ts';

/** One process of a control plane, in a group of its own with whatever it starts. */
export interface CommandProcess {
  write(line: string): void;
  /** Who is told of its lines and of its end from now on; what came before is told at once. */
  listen(listener: ProcessListener): void;
  /** Something of a line that has not ended. */
  halfLine(): string;
  lastWords(): string;
  /** Ends it and everything in its group, at once. */
  kill(): void;
}

export interface ProcessListener {
  readonly onLine: (line: string) => void;
  /** It has ended by itself, or was ended because of what it did. Nothing comes after it. */
  readonly onEnd: (why: Misconduct) => void;
}

const errorMaxBytes = 16 * 1_048_576;
const lastWordsMax = 2_000;
const graceMs = 250;

/** Starts a command: a program and its arguments, no shell. An edge: the environment of this process is read here. */
export function startCommand([file = '', ...args]: readonly string[], cwd: string): CommandProcess {
  const child = spawn(file, args, { cwd, stdio: 'pipe', env: environment(), detached: hasGroups });
  const release = child.pid === undefined || !hasGroups ? () => {} : guardGroup(child.pid);
  const lines: string[] = [];
  let listener: ProcessListener | undefined;
  let ended: Misconduct | undefined;
  let isKilled = false;
  let words = '';

  const end = (why: Omit<Misconduct, 'lastWords'>): void => {
    if (isKilled || ended) return;
    ended = { ...why, ...(words !== '' && { lastWords: words }) };
    endGroup(child);
    listener?.onEnd(ended);
  };
  const cutter = createLineCutter(
    lineMaxBytes,
    (line) => {
      if (isKilled || ended) return;
      if (listener) listener.onLine(line);
      else lines.push(line);
    },
    () => end({ signature: 'long-line', message: `it wrote a line of more than ${lineMaxBytes / 1_048_576} MiB` }),
  );
  const meter = createOutputMeter(errorMaxBytes, () =>
    end({ signature: 'flood', message: `it wrote more than ${errorMaxBytes / 1_048_576} MiB to stderr` }),
  );
  child.stdout.on('data', (chunk: Buffer) => cutter.add(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-lastWordsMax);
    meter.add(chunk);
  });
  // Its end tells; without listeners a write to one that has just ended would end us.
  for (const stream of child.stdio) stream?.on('error', () => {});
  child.once('error', (error) =>
    end({ signature: 'cannot-start', message: `${excerpt(file)} cannot be started (${codeOf(error)})` }),
  );
  child.once('exit', (code, signal) => {
    // Whatever it has left behind in its group, which may hold its pipes open.
    endGroup(child);
    release();
    const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
    const tell = (): void => {
      clearTimeout(enough);
      const half = cutter.rest() === '' ? '' : `, in the middle of the line ${excerpt(cutter.rest())}`;
      end({ signature: 'exit', message: `it ended by itself, ${how}${half}` });
    };
    // Its last lines may still be in the pipe.
    const enough = setTimeout(tell, graceMs);
    child.once('close', tell);
  });

  return {
    write: (line) => child.stdin.write(`${line}\n`),
    listen: (given) => {
      listener = given;
      for (const line of lines.splice(0)) given.onLine(line);
      if (ended) given.onEnd(ended);
    },
    halfLine: () => cutter.rest(),
    lastWords: () => words,
    kill: () => {
      isKilled = true;
      endGroup(child);
    },
  };
}

/**
 * Ours but for what looks like a secret, which nobody needs on a simulated service. Python is told to hash in the same
 * way each time, and to write at once: whoever forgets either would be hard to help.
 */
function environment(): NodeJS.ProcessEnv {
  const seen = Object.entries(process.env).filter(([name]) => !looksSecret(name));
  return { PYTHONHASHSEED: '0', PYTHONUNBUFFERED: '1', ...Object.fromEntries(seen) };
}

function codeOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'there is no such program' : (code ?? error.message);
}
