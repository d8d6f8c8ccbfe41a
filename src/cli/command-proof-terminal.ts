import { withoutCommands } from '../reporters/without-commands.ts';
import type { OutputStream, Terminal } from './terminal.ts';

/** On GitHub Actions the same terminal, where nothing that is only written is taken for a command. Elsewhere as it is. */
export function commandProofTerminal(terminal: Terminal): Terminal {
  if (terminal.env.GITHUB_ACTIONS !== 'true') return terminal;
  return { ...terminal, stdout: commandProof(terminal.stdout), stderr: commandProof(terminal.stderr) };
}

function commandProof(stream: OutputStream): OutputStream {
  return {
    isTTY: stream.isTTY,
    colors: stream.colors,
    get columns() {
      return stream.columns;
    },
    failure: () => stream.failure(),
    write: (text) => stream.write(withoutCommands(text)),
    writeCommands: (text) => stream.writeCommands(text),
  };
}
