import picocolors from 'picocolors';
import type { Colors } from 'picocolors/types.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** One of the standard output streams. */
export interface OutputStream {
  readonly isTTY: boolean;
  /** Width in characters. */
  readonly columns: number;
  readonly colors: Colors;
  /** Why output got lost. A reader that has seen enough and goes away loses nothing. */
  failure(): string | undefined;
  write(text: string): void;
  /** Writes what a CI is to obey: `write` gives it nothing of the kind. */
  writeCommands(text: string): void;
}

/** Where the command line speaks: results on stdout, everything else on stderr. */
export interface Terminal {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Environment;
  readonly cwd: string;
}

/** The terminal of this process. A reader that goes away (`| head`) ends the output, not the run. */
export function processTerminal(): Terminal {
  const { env } = process;
  return {
    stdout: outputStream(process.stdout, env),
    stderr: outputStream(process.stderr, env),
    env,
    cwd: process.cwd(),
  };
}

function outputStream(stream: NodeJS.WriteStream, env: Environment): OutputStream {
  let open = true;
  let failure: string | undefined;
  // Neither a reader that goes away nor a disk that is full ends the run: its report goes to files too.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    open = false;
    if (error.code !== 'EPIPE') failure ??= error.message;
  });
  const isTTY = stream.isTTY === true;
  const write = (text: string) => {
    if (open) stream.write(text);
  };
  return {
    isTTY,
    get columns() {
      // A terminal that does not know its size says 0.
      return stream.columns || 80;
    },
    colors: picocolors.createColors(wantsColors(isTTY, env)),
    failure: () => failure,
    write,
    writeCommands: write,
  };
}

/** How much fits into a line. A file, or a program that reads along, has no edge. */
export function columnsOf(stream: OutputStream | undefined): number {
  return stream?.isTTY ? stream.columns : Number.POSITIVE_INFINITY;
}

/** NO_COLOR wins, then FORCE_COLOR; otherwise colours are for terminals that can show them. */
export function wantsColors(isTTY: boolean, env: Environment): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTTY && env.TERM !== 'dumb';
}

/** Whether a line may be rewritten in place: only where a person looks at a terminal that can do it. */
export function canRewrite(stream: OutputStream, env: Environment): boolean {
  return stream.isTTY && !env.CI && env.TERM !== 'dumb';
}
