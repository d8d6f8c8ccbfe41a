import type { Exec } from '../../../provider/context.ts';
import { createProcesses } from '../../../testbed/processes.ts';
import { createRealClock } from '../../../testbed/real-clock.ts';
import { createExec } from '../../../testbed/real-exec.ts';
import { createRandom, deriveSeed } from '../../../testbed/seeded-random.ts';
import { sharedShell } from '../../../testbed/shared-shell.ts';
import type { OpenOptions, Testbed, World } from '../../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../../testbed/transcript-recorder.ts';
import { createExecWire } from '../../../testbed/wire/exec-wire.ts';
import { createWorldContext } from '../../../testbed/world-context.ts';
import { classify } from '../classify.ts';
import { connectionLost, createNativeErrors, nativeErrors, unknownState } from '../native-errors.ts';
import { gpuModel, nodeSize, partition } from './cluster-files.ts';
import { createLedger } from './ledger.ts';
import { probeCluster } from './probe.ts';
import { startCluster } from './start-cluster.ts';

/** A command that hangs on purpose should not hold the run for as long as a slow network would. */
const commandTimeoutMs = 5_000;

const tolerances = {
  consistencyWindowMs: 2_000,
  bootTimeoutMs: 60_000,
  terminateTimeoutMs: 60_000,
  callTimeoutMs: 60_000,
};

/**
 * A real SLURM on this machine, made for one run and thrown away with it: slurmctld, four slurmd and munged, with a
 * configuration of their own, and the faults of the wire in front of the commands.
 *
 * @example
 * const missing = await slurmCluster.probe({});
 */
export const slurmCluster: Testbed = {
  name: 'cluster',
  fidelity: 'local',
  abilities: ['ledger', 'faults', 'shell', 'processes'],
  runsDefault: 2,
  isolation: 'run',
  probe: () => probeCluster(createExec()),
  open: openWorld,
  // The cluster ends with whoever started it, and its jobs with it.
  sweep: async () => ({ removed: [], leaked: [] }),
};

async function openWorld({ module, seed, runId, signal }: OpenOptions): Promise<World> {
  const clock = createRealClock();
  const cluster = await startCluster(createExec());
  const exec = withConfiguration(createExec(), cluster.conf);
  let isGone = false;
  const transcript = createTranscriptRecorder();
  const nativeError = createNativeErrors(0);
  const wire = createExecWire(
    { exec, classify, nativeError, connectionLost, unknownState, nativeErrors },
    { clock, transcript },
  );
  const contextOf = (name: string) =>
    createWorldContext({
      exec: wire.exec,
      clock,
      random: createRandom(deriveSeed(seed, name)),
      env: {
        SLURM_PARTITION: partition,
        SLURM_GPUS: 'yes',
        SLURM_RUN: runId,
        SLURM_COMMAND_TIMEOUT_MS: String(commandTimeoutMs),
      },
      signal,
    });
  return {
    registration: await module.create(contextOf('provider')),
    processes: createProcesses(module, contextOf),
    clock,
    facts: {
      regions: [partition],
      images: [],
      smallest: { cpus: 1, memoryMiB: 16 },
      largest: { cpus: nodeSize.cpus / 2, memoryMiB: nodeSize.memoryMiB / 2 },
      instancesMax: 4,
      gpuModels: [gpuModel],
      gpusMax: nodeSize.gpus,
      nativeErrors,
      tolerances,
      secrets: [],
    },
    transcript,
    ledger: createLedger(exec, () => isGone),
    faults: wire.faults,
    shell: sharedShell(),
    close: async () => {
      await cluster.close();
      isGone = true;
    },
  };
}

function withConfiguration(exec: Exec, conf: string): Exec {
  return (file, args, options) => exec(file, args, { ...options, env: { ...options?.env, SLURM_CONF: conf } });
}
