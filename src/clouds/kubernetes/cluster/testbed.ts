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
import { resolveOptions } from '../kubernetes-options.ts';
import { spotSettings } from '../spot-offer.ts';
import { toldByTheServer, wordsOfTheServer } from '../told-by-the-server.ts';
import { worldFacts } from '../world-facts.ts';
import { createLedger } from './ledger.ts';
import { probeCluster } from './probe.ts';
import { createSpotMarket } from './spot-market.ts';
import { startCluster } from './start-cluster.ts';

const namespace = 'assay';
const region = 'US-EAST-04A';
/** The scheduler has looked at a pod long before. */
const scheduleTimeoutMs = 3_000;

const tolerances = {
  consistencyWindowMs: 1_000,
  bootTimeoutMs: 30_000,
  terminateTimeoutMs: 30_000,
  callTimeoutMs: 60_000,
};

/**
 * A real control plane of Kubernetes on this machine, made for one run and thrown away with it: etcd, the API server, the
 * scheduler and the controllers. In the place of kubelets there is kwok, so pods are scheduled, counted and ended, but
 * nothing runs in them. The faults of the wire are in front of the server.
 *
 * @example
 * const missing = await kubernetesCluster.probe({});
 */
export const kubernetesCluster: Testbed = {
  ...{ name: 'cluster', fidelity: 'local', runsDefault: 3, isolation: 'run' },
  abilities: ['ledger', 'faults', 'shell', 'processes', 'spot-market'],
  probe: () => probeCluster(createExec()),
  open: openWorld,
  // The cluster ends with whoever started it, and its pods with it.
  sweep: async () => ({ removed: [], leaked: [] }),
};

async function openWorld({ module, seed, runId, signal }: OpenOptions): Promise<World> {
  const clock = createRealClock();
  const options = resolveOptions({}, createRandom(deriveSeed(seed, 'service')));
  const cluster = await startCluster({ namespace, pools: options.pools, images: options.images });
  const transcript = createTranscriptRecorder([cluster.token]);
  const wire = createFetchWire(createLiveService(cluster.url, wordsOfTheServer(seed), cluster.fetch), {
    clock,
    transcript,
  });
  const contextOf = (name: string) =>
    createWorldContext({
      ...{ fetch: wire.fetch, clock, signal },
      random: createRandom(deriveSeed(seed, name)),
      env: {
        COREWEAVE_SERVER: cluster.url,
        COREWEAVE_TOKEN: cluster.token,
        COREWEAVE_NAMESPACE: namespace,
        COREWEAVE_REGION: region,
        ...spotSettings(options.pools),
        COREWEAVE_RUN: runId,
        COREWEAVE_SCHEDULE_TIMEOUT_MS: String(scheduleTimeoutMs),
      },
    });
  let isGone = false;
  const { pageSize: _, ...facts } = worldFacts(options, region, [cluster.token]);
  return {
    registration: await module.create(contextOf('provider')),
    processes: createProcesses(module, contextOf),
    clock,
    facts: { ...facts, nativeErrors: toldByTheServer, tolerances },
    transcript,
    ledger: createLedger(cluster.admin, namespace, () => isGone),
    faults: wire.faults,
    shell: sharedShell(),
    spotMarket: createSpotMarket({ admin: cluster.admin, namespace, pools: options.pools, clock }),
    close: async () => {
      await cluster.close();
      isGone = true;
    },
  };
}
