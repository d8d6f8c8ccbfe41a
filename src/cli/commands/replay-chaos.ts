import { type ChaosFailureFile, chaosFailureSchema } from '../../chaos/chaos-failure-file.ts';
import { labelOf } from '../../chaos/control-plane-subject.ts';
import { adapterFor, loadControlPlane } from '../../chaos/load-control-plane.ts';
import { type RunResult, runExperiment } from '../../chaos/run-experiment.ts';
import { closeControlPlane } from '../../chaos/startable.ts';
import { tellStory } from '../../chaos/story.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { findHost } from '../chaos-host.ts';
import { exitCodes } from '../exit-code.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { readJsonFile } from '../read-data-file.ts';
import type { Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** `assay replay` of a failure of a control plane: runs the same experiment in the same world. */
export async function replayChaosCommand(path: string, terminal: Terminal, services: Services): Promise<number> {
  const file = await readChaosFailure(path, terminal.cwd);
  const { testbed, provider: ofHost } = await findHost(file.testbed, services);
  const provider = await adapterFor(file.controlPlane, ofHost);
  const controlPlane = await loadControlPlane(file.controlPlane, terminal.cwd);
  const interrupt = listenForInterrupt((signal) => terminal.stderr.write(`${signal}: ending the run\n`));
  const { seed, experiment } = file;
  const result = await runExperiment(experiment, { testbed, provider, controlPlane, seed, signal: interrupt.signal });
  interrupt.stop();
  await closeControlPlane(controlPlane);
  const received = interrupt.received();
  if (received) return exitCodes[received];
  terminal.stdout.write(`${linesOf(file, result, terminal).join('\n')}\n`);
  return result.violation ? exitCodes.failed : exitCodes.fine;
}

async function readChaosFailure(path: string, cwd: string): Promise<ChaosFailureFile> {
  const content = await readJsonFile(path, cwd, 'give a file of .assay/chaos');
  const parsed = chaosFailureSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.map(String).join('.');
  throw new UsageError(`${path} is not a stored failure (${where}: ${issue?.message}): give a file of .assay/chaos`);
}

function linesOf(file: ChaosFailureFile, result: RunResult, { stdout: { colors } }: Terminal): readonly string[] {
  const { violation, history, digest } = result;
  const where = visibleText(`${file.oracle}, ${labelOf(file.controlPlane)} on ${file.testbed}`);
  if (!violation) return [`${colors.green('FIXED')}  ${where}`, '', '  every oracle held this time'];
  const isSame = violation.oracle === file.oracle && violation.signature === file.signature;
  const story = tellStory(file.experiment, history);
  return [
    `${colors.red(isSame ? 'STILL FAILS' : 'FAILS DIFFERENTLY')}  ${where}`,
    '',
    ...story.map((sentence, index) => `  ${String(index + 1).padStart(2)}. ${visibleText(sentence)}`),
    '',
    `  history   ${digest === file.digest ? 'the same, event by event' : 'another one than was stored'}`,
  ];
}
