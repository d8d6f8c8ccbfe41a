import type { ProviderContext } from '../../provider/context.ts';
import type { Estate } from '../../testbed/estate.ts';
import { ownerOf } from '../../testbed/owner-of.ts';
import { probeService } from '../../testbed/probe-service.ts';
import { createRealContext, realContext } from '../../testbed/real-context.ts';
import { deriveSeed } from '../../testbed/seeded-random.ts';
import { sweepEstate } from '../../testbed/sweep-estate.ts';
import type { OpenOptions, SweepResult, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createFetchWire } from '../../testbed/wire/fetch-wire.ts';
import { createLiveService } from '../../testbed/wire/live-service.ts';
import { createLine, type Line } from './live-line.ts';
import { wordsOfTheServer } from './told-by-the-server.ts';

type Settings = Readonly<Record<string, string>>;

/**
 * A cluster of Kubernetes that is already there, with the faults of the wire in front of its API server. Only asked for by
 * name (`--testbed live`): pods run where others run theirs, and nodes may be billed for them. It makes two small pods at a
 * time, one GPU where the cluster says that it has some, and volumes of 1 GiB. It was run against a control plane that Assay
 * started, and **never against CoreWeave**.
 *
 * Where the cluster is say the variables of the adapter, passed on by `--env`; `--url` points it elsewhere.
 *
 * @example
 * const missing = await liveKubernetes.probe({ url: 'https://127.0.0.1:6443' });
 */
export const liveKubernetes: Testbed = {
  name: 'live',
  fidelity: 'live',
  abilities: ['faults'],
  runsDefault: 1,
  isolation: 'run',
  probe,
  open: openWorld,
  sweep: sweepRun,
  estate: (settings) => openEstate(settings, realContext()),
};

/** Loaded late: most runs are simulated, and it brings a library that is a tenth of the start of a process. */
async function openEstate(settings: Settings, context: ProviderContext): Promise<Estate> {
  const { createEstate } = await import('./live-estate.ts');
  return createEstate(createLine(settings, context));
}

async function probe(settings: Settings): Promise<string | null> {
  const context = realContext();
  let line: Line;
  try {
    line = createLine(settings, context);
  } catch (thrown) {
    return (thrown as Error).message;
  }
  const { server: url, token, tokenVariable, headers } = line;
  const path = `${line.path}/pods?limit=1`;
  const service = { displayName: 'Kubernetes', url, path, keyVariable: tokenVariable, headers: () => headers };
  return probeService(service, { ...context, env: { [tokenVariable]: token } });
}

async function openWorld({ module, seed, runId, settings, signal }: OpenOptions): Promise<World> {
  // What sweeps is here before anything is made: a process in trouble may not be able to load it any more.
  const [{ askLiveFacts }] = await Promise.all([import('./live-facts.ts'), import('./live-estate.ts')]);
  const context = createRealContext({ signal, seed: deriveSeed(seed, 'provider') });
  const { clock, env } = context;
  const line = createLine(settings, context);
  const facts = await askLiveFacts(line, env);
  const transcript = createTranscriptRecorder([line.token]);
  const service = createLiveService(line.server, wordsOfTheServer(seed), context.fetch);
  const wire = createFetchWire(service, { clock, transcript });
  const registration = await module.create({
    ...context,
    fetch: wire.fetch,
    env: Object.freeze({
      ...chosen(env),
      COREWEAVE_SERVER: line.server,
      COREWEAVE_TOKEN: line.token,
      COREWEAVE_NAMESPACE: line.namespace,
      COREWEAVE_REGION: facts.regions[0],
      COREWEAVE_RUN: ownerOf(runId, settings),
    }),
  });
  return { registration, clock, facts, transcript, faults: wire.faults, close: async () => {} };
}

/** What of the adapter's settings a run leaves to whoever knows the cluster. */
function chosen(env: ProviderContext['env']): ProviderContext['env'] {
  const names = ['COREWEAVE_IMAGE', 'COREWEAVE_STORAGE_CLASS', 'COREWEAVE_SCHEDULE_TIMEOUT_MS'];
  return Object.fromEntries(names.map((name) => [name, env[name]]));
}

/** Everything carries its run. */
async function sweepRun(runId: string, settings: Settings): Promise<SweepResult> {
  const context = realContext();
  const owner = ownerOf(runId, settings);
  return sweepEstate(await openEstate(settings, context), (item) => item.owner === owner, context.clock);
}
