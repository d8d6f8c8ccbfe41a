import { resolve } from 'node:path';
import { type ChaosFailureFile, chaosFailureSchema } from '../../chaos/chaos-failure-file.ts';
import { labelOf } from '../../chaos/control-plane-subject.ts';
import { playInProcess } from '../../chaos/lanes/play-in-process.ts';
import { type FailedRun, toFailedRun } from '../../chaos/lanes/shrunk-failure.ts';
import { adapterFor, loadControlPlane } from '../../chaos/load-control-plane.ts';
import type { SharedHostEnd } from '../../chaos/real/on-shared-host.ts';
import type { SharedHost } from '../../chaos/real/shared-host.ts';
import { runExperiment } from '../../chaos/run-experiment.ts';
import { closeControlPlane } from '../../chaos/startable.ts';
import { tellStory } from '../../chaos/story.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { type ChaosHost, findHost } from '../chaos-host.ts';
import { chaosWorkerUrl } from '../chaos-worker-url.ts';
import { exitCodes } from '../exit-code.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { readJsonFile } from '../read-data-file.ts';
import type { Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { workerUrl } from '../worker-url.ts';

/** `assay replay` of a failure of a control plane: runs the same experiment in the same world. */
export async function replayChaosCommand(path: string, terminal: Terminal, services: Services): Promise<number> {
  const file = await readChaosFailure(path, terminal.cwd);
  const host = await findHost(file.testbed, services);
  const interrupt = listenForInterrupt((signal) => terminal.stderr.write(`${signal}: ending the run\n`));
  const { result: failed, leaked } = await play(file, host, terminal, interrupt.signal);
  interrupt.stop();
  if (leaked.length > 0) return exitCodes.leaked;
  const received = interrupt.received();
  if (received) return exitCodes[received];
  terminal.stdout.write(`${linesOf(file, failed, terminal).join('\n')}\n`);
  return failed ? exitCodes.failed : exitCodes.fine;
}

/** What is loaded from a file has a process of its own where that can be: it may never come back. */
async function play(
  file: ChaosFailureFile,
  { testbed, provider: ofHost, providerName }: ChaosHost,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<SharedHostEnd<FailedRun | undefined>> {
  const { controlPlane: subject, seed, experiment } = file;
  const { cwd } = terminal;
  const isLoaded = subject.kind === 'module' || subject.kind === 'museum';
  if (isLoaded && testbed.isolation === 'case') {
    const opening = { subject, cwd, provider: providerName, testbed: testbed.name };
    return { result: await playInProcess({ url: chaosWorkerUrl, opening, seed, experiment, signal }), leaked: [] };
  }
  const provider = await adapterFor(subject, ofHost);
  const controlPlane = await loadControlPlane(subject, cwd);
  const run = { testbed, provider, controlPlane, seed, signal };
  try {
    return await onItsHost(file, terminal, testbed, async (shared) =>
      toFailedRun(await runExperiment(experiment, { ...run, ...(shared && { shared }) })),
    );
  } finally {
    await closeControlPlane(controlPlane);
  }
}

/** On a host that others use too, it leaves nothing behind either. */
async function onItsHost<T>(
  { provider: providerName, settings = {} }: ChaosFailureFile,
  { cwd, env }: Terminal,
  testbed: Testbed,
  use: (shared?: SharedHost) => Promise<T>,
): Promise<SharedHostEnd<T>> {
  if (testbed.isolation === 'case') return { result: await use(), leaked: [] };
  const missing = await testbed.probe(settings);
  if (missing !== null) throw new UsageError(`the testbed ${testbed.name} cannot be used here: ${missing}`);
  const { onSharedHost } = await import('../../chaos/real/on-shared-host.ts');
  const watchdog = env.ASSAY_WATCHDOG === 'off' ? undefined : workerUrl;
  return onSharedHost({ testbed, providerName, settings, outDir: resolve(cwd, '.assay'), watchdog }, use);
}

async function readChaosFailure(path: string, cwd: string): Promise<ChaosFailureFile> {
  const content = await readJsonFile(path, cwd, 'give a file of .assay/chaos');
  const parsed = chaosFailureSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.map(String).join('.');
  throw new UsageError(`${path} is not a stored failure (${where}: ${issue?.message}): give a file of .assay/chaos`);
}

function linesOf(
  file: ChaosFailureFile,
  failed: FailedRun | undefined,
  { stdout: { colors } }: Terminal,
): readonly string[] {
  const where = visibleText(`${file.oracle}, ${labelOf(file.controlPlane)} on ${file.testbed}`);
  if (!failed) return [`${colors.green('FIXED')}  ${where}`, '', '  every oracle held this time'];
  const { violation, history, digest } = failed;
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
