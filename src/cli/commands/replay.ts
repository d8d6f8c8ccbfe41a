import type { ReplayResult } from '../../engine/failure-file.ts';
import { programLines, wireLines } from '../../reporters/outcome-text.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { exitCodes } from '../exit-code.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { isChaosFailure, readFailureFile } from '../read-failure-file.ts';
import type { Services } from '../services.ts';
import type { OutputStream, Terminal } from '../terminal.ts';
import { workerUrl } from '../worker-url.ts';

/** `assay replay`: plays a stored failure again and says whether it is still there. */
export async function replayCommand(path: string, terminal: Terminal, services: Services): Promise<number> {
  if (await isChaosFailure(path, terminal.cwd)) {
    return (await import('./replay-chaos.ts')).replayChaosCommand(path, terminal, services);
  }
  const file = await readFailureFile(path, terminal.cwd);
  const interrupt = listenForInterrupt((signal) => terminal.stderr.write(`${signal}: cleaning up\n`));
  const result = await services.replay(file, { signal: interrupt.signal, workerUrl, env: terminal.env });
  interrupt.stop();
  const received = interrupt.received();
  if (received) return exitCodes[received];
  if (result.outcome === 'cannot-run') {
    terminal.stderr.write(
      `${terminal.stderr.colors.red('assay:')} ${visibleText(`${path} cannot be replayed: ${result.message}`)}\n`,
    );
    return exitCodes.inconclusive;
  }
  const where = visibleText(`${file.contract}, ${file.provider} on ${file.testbed}`);
  terminal.stdout.write(`${linesOf(result, where, terminal.stdout).join('\n')}\n`);
  return result.outcome === 'fixed' ? exitCodes.fine : exitCodes.failed;
}

type Played = Exclude<ReplayResult, { readonly outcome: 'cannot-run' }>;

const headlines = {
  'still-fails': 'STILL FAILS',
  'fails-differently': 'FAILS DIFFERENTLY',
  fixed: 'FIXED',
} as const;

function linesOf(result: Played, where: string, { colors }: OutputStream): readonly string[] {
  const paint = result.outcome === 'fixed' ? colors.green : colors.red;
  const program = programLines(result.program).map((line) => `    ${line}`);
  const head = [`${paint(headlines[result.outcome])}  ${where}`, '', ...program];
  if (result.outcome === 'fixed') return [...head, '', '  every check held this time'];
  const wire = wireLines(result.transcript);
  return [
    ...head,
    '',
    `  expected  ${colors.green(visibleText(result.expected))}`,
    `  actual    ${colors.red(visibleText(result.actual))}`,
    ...(wire.length > 0 ? ['  wire', ...wire.map((line) => colors.dim(`    ${line}`))] : []),
  ];
}
