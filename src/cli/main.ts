import { CommanderError } from 'commander';
import { redactorFor } from '../engine/redact/redactor-for.ts';
import { visibleText } from '../reporters/visible-text.ts';
import { commandProofTerminal } from './command-proof-terminal.ts';
import { exitCodes } from './exit-code.ts';
import { createProgram } from './program.ts';
import { redactedTerminal } from './redacted-terminal.ts';
import { realServices, type Services } from './services.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/**
 * Runs the command line of this process and ends it, once all output has arrived: nothing that a testbed or a worker
 * left open may keep a finished command alive.
 */
export async function runProcess(): Promise<never> {
  const terminal = processTerminal();
  const exitCode = await main(process.argv.slice(2), terminal, realServices);
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  const failure = terminal.stdout.failure();
  if (failure === undefined) process.exit(exitCode);
  terminal.stderr.write(`assay: the output could not be written to stdout: ${failure}\n`);
  process.exit(exitCode === exitCodes.fine ? exitCodes.inconclusive : exitCode);
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    // A reader that has gone away takes nothing more.
    if (stream.destroyed || stream.errored) resolve();
    else stream.write('', () => resolve());
  });
}

/** Runs one command line and gives its exit code. Never throws. */
export async function main(argv: readonly string[], given: Terminal, services: Services): Promise<number> {
  const terminal = redactedTerminal(commandProofTerminal(given), redactorFor(given.env, {}));
  let exitCode: number = exitCodes.fine;
  const program = createProgram(terminal, services, (code) => {
    exitCode = code;
  });
  if (argv.length === 0) {
    terminal.stderr.write(program.helpInformation());
    return exitCodes.usage;
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    return explain(thrown, terminal);
  }
}

function explain(thrown: unknown, { stderr }: Terminal): number {
  if (thrown instanceof CommanderError && thrown.exitCode === 0) return exitCodes.fine;
  const tell = (text: string) => stderr.write(`${stderr.colors.red('assay:')} ${text}\n`);
  if (thrown instanceof CommanderError && thrown.code === 'commander.help') {
    // Asked for the help of a command that there is none of, commander has nothing to say.
    tell('there is no such command; see assay --help');
    return exitCodes.usage;
  }
  if (thrown instanceof CommanderError) {
    tell(visibleText(`${thrown.message.replace(/^error: /, '').replace(/\n/g, ' ')}; see assay --help`));
    return exitCodes.usage;
  }
  if (thrown instanceof Error && usageErrors.includes(thrown.name)) {
    tell(visibleText(thrown.message));
    return exitCodes.usage;
  }
  tell('an error of Assay itself, not of a provider; please report it:');
  stderr.write(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`);
  return exitCodes.inconclusive;
}

// By name: the classes live in parts that are loaded only when they are needed.
const usageErrors = ['UsageError', 'SubjectError', 'MergeError', 'KeyError', 'CertificateError', 'EvidenceError'];
