import { createProcesses } from '../../../testbed/processes.ts';
import { createRealClock } from '../../../testbed/real-clock.ts';
import { createExec } from '../../../testbed/real-exec.ts';
import { createRandom, deriveSeed } from '../../../testbed/seeded-random.ts';
import { sharedShell } from '../../../testbed/shared-shell.ts';
import type { OpenOptions, Testbed, World } from '../../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../../testbed/transcript-recorder.ts';
import { createFetchWire } from '../../../testbed/wire/fetch-wire.ts';
import { createLiveService } from '../../../testbed/wire/live-service.ts';
import { createWorldContext } from '../../../testbed/world-context.ts';
import { commandWire, type WireTools } from '../command-wire.ts';
import { nativeErrors } from '../native-errors.ts';
import { written } from '../rest/rest-answer.ts';
import { classify as classifyRest } from '../rest/rest-classify.ts';
import { restDefects } from '../rest/rest-defects.ts';
import { createRestErrors } from '../rest/rest-native-errors.ts';
import { resolveOptions } from '../slurm-options.ts';
import { withConfiguration } from '../with-configuration.ts';
import { accessTo } from './access-to.ts';
import { partition, spotPartition } from './cluster-files.ts';
import { createLedger } from './ledger.ts';
import { probeCluster } from './probe.ts';
import { createSpotMarket } from './spot-market.ts';
import { startCluster } from './start-cluster.ts';
import { spotUsdPerCpuHour, worldFacts } from './world-facts.ts';

/** A command that hangs on purpose should not hold the run for as long as a slow network would. */
const commandTimeoutMs = 5_000;

const formsMax = 64;

/**
 * A real SLURM on this machine, made for one run and thrown away with it: slurmctld, four slurmd and munged, with a
 * configuration of their own, and the faults of the wire in front of the commands.
 *
 * @example
 * const missing = await slurmCluster.probe({});
 */
export const slurmCluster: Testbed = clusterTestbed('cluster', false);

/**
 * The same, with slurmrestd on the loopback and a token of this run, and the faults of the wire in front of it.
 *
 * @example
 * const missing = await slurmClusterRest.probe({});
 */
export const slurmClusterRest: Testbed = clusterTestbed('cluster-rest', true);

function clusterTestbed(name: string, hasRest: boolean): Testbed {
  return {
    ...{ name, fidelity: 'local', runsDefault: 2, isolation: 'run' },
    abilities: ['ledger', 'faults', 'shell', 'processes', 'spot-market'],
    probe: () => probeCluster(createExec(), { hasRest }),
    open: (options) => openWorld(options, hasRest),
    // The cluster ends with whoever started it, and its jobs with it.
    sweep: async () => ({ removed: [], leaked: [] }),
  };
}

async function openWorld({ module, seed, runId, signal }: OpenOptions, hasRest: boolean): Promise<World> {
  const clock = createRealClock();
  const cluster = await startCluster(createExec(), { hasRest });
  const exec = withConfiguration(createExec(), cluster.conf);
  const rest = cluster.restUrl === undefined ? undefined : await accessTo(cluster.restUrl, exec);
  let isGone = false;
  const transcript = createTranscriptRecorder(rest ? [rest.SLURM_JWT] : []);
  const { faults, ...wires } = rest
    ? restWire(rest.SLURM_REST_URL, seed, { clock, transcript })
    : commandWire(exec, { clock, transcript });
  const contextOf = (name: string) =>
    createWorldContext({
      ...wires,
      clock,
      random: createRandom(deriveSeed(seed, name)),
      env: {
        SLURM_PARTITION: partition,
        SLURM_GPUS: 'yes',
        SLURM_SPOT_PARTITION: spotPartition,
        SLURM_SPOT_USD_PER_CPU_HOUR: String(spotUsdPerCpuHour),
        SLURM_RUN: runId,
        SLURM_COMMAND_TIMEOUT_MS: String(commandTimeoutMs),
        ...rest,
      },
      signal,
    });
  return {
    registration: await module.create(contextOf('provider')),
    processes: createProcesses(module, contextOf),
    clock,
    facts: worldFacts(rest ? [rest.SLURM_JWT] : []),
    transcript,
    ledger: createLedger(exec, () => isGone),
    faults,
    shell: sharedShell(),
    spotMarket: createSpotMarket(exec, clock),
    close: async () => {
      await cluster.close();
      isGone = true;
    },
  };
}

function restWire(url: string, seed: number, tools: WireTools) {
  const nativeError = createRestErrors(deriveSeed(seed, 'forms') % formsMax, resolveOptions({}, createRandom(seed)));
  const words = {
    ...{ classify: classifyRest, nativeErrors, defects: restDefects },
    nativeError: (...[kind, request]: Parameters<typeof nativeError>) => written(nativeError(kind, request)),
  };
  return createFetchWire(createLiveService(url, words, fetch), tools);
}
