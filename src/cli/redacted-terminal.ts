import type { Redactor } from '../engine/redact/redactor.ts';
import type { OutputStream, Terminal } from './terminal.ts';

/** The same terminal, to which no secret goes: the last place where one could be taken out of a message. */
export function redactedTerminal(terminal: Terminal, redactor: Redactor): Terminal {
  return {
    ...terminal,
    stdout: redacted(terminal.stdout, redactor),
    stderr: redacted(terminal.stderr, redactor),
  };
}

function redacted(stream: OutputStream, redactor: Redactor): OutputStream {
  return {
    isTTY: stream.isTTY,
    colors: stream.colors,
    get columns() {
      return stream.columns;
    },
    failure: () => stream.failure(),
    write: (text) => stream.write(redactor.text(text)),
    writeCommands: (text) => stream.writeCommands(redactor.text(text)),
  };
}
