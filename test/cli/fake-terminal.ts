import picocolors from 'picocolors';
import type { OutputStream, Terminal } from '../../src/cli/terminal.ts';

/** A terminal that remembers. */
export interface FakeTerminal extends Terminal {
  readonly out: () => string;
  readonly err: () => string;
}

/** Plain streams that keep what was written to them. */
export function fakeTerminal(cwd: string, env: Terminal['env'] = {}): FakeTerminal {
  const out: string[] = [];
  const err: string[] = [];
  return {
    stdout: stream(out),
    stderr: stream(err),
    env,
    cwd,
    out: () => out.join(''),
    err: () => err.join(''),
  };
}

function stream(written: string[]): OutputStream {
  return {
    isTTY: false,
    columns: 80,
    colors: picocolors.createColors(false),
    failure: () => undefined,
    write: (text) => void written.push(text),
    writeCommands: (text) => void written.push(text),
  };
}
