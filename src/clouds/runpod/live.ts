import type { ProviderContext } from '../../provider/context.ts';
import { nativeErrorKinds } from '../../testbed/fault.ts';
import { ownerOf } from '../../testbed/owner-of.ts';
import { probeService } from '../../testbed/probe-service.ts';
import { createRealContext, realContext } from '../../testbed/real-context.ts';
import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import { sweepEstate } from '../../testbed/sweep-estate.ts';
import type { OpenOptions, SweepResult, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createFetchWire } from '../../testbed/wire/fetch-wire.ts';
import { createLiveService, type ServiceWords } from '../../testbed/wire/live-service.ts';
import { written } from './answer.ts';
import { classify } from './classify.ts';
import { defects } from './defects.ts';
import { createEstate } from './live-estate.ts';
import { askLiveFacts } from './live-facts.ts';
import { headersOf } from './live-headers.ts';
import { nativeErrorAnswer } from './native-errors.ts';

type Settings = Readonly<Record<string, string>>;

const urlDefault = 'https://api.runpod.io/v2';

/**
 * The real RunPod, with the faults of the wire in front of it. Only asked for by name (`--testbed live`): it costs money. It
 * makes the smallest CPU pod, the cheapest GPU and the smallest network volume, two pods at a time. **It was never
 * run against the real service**, only against the simulated one on a loopback port; the first run is a test of this
 * file too.
 *
 * `RUNPOD_API_KEY` is passed on by `--env`; `--url` points it elsewhere.
 *
 * @example
 * const missing = await liveRunpod.probe({ url: 'http://127.0.0.1:4011/v2' });
 */
export const liveRunpod: Testbed = {
  name: 'live',
  fidelity: 'live',
  abilities: ['faults'],
  runsDefault: 1,
  isolation: 'run',
  probe: (settings) => {
    const context = realContext();
    const url = urlOf(settings, context);
    const keyVariable = 'RUNPOD_API_KEY';
    return probeService({ displayName: 'RunPod', url, path: '/pods', keyVariable, headers: headersOf }, context);
  },
  open: openWorld,
  sweep: sweepRun,
};

async function openWorld({ module, seed, runId, settings, signal }: OpenOptions): Promise<World> {
  const context = createRealContext({ signal, seed: deriveSeed(seed, 'provider') });
  const { clock, env } = context;
  const { RUNPOD_API_KEY: key = '' } = env;
  const url = urlOf(settings, context);
  const facts = await askLiveFacts(context, url, key);
  const transcript = createTranscriptRecorder([key]);
  const wire = createFetchWire(createLiveService(url, wordsOf(seed), context.fetch), { clock, transcript });
  const registration = await module.create({
    ...context,
    fetch: wire.fetch,
    env: Object.freeze({
      RUNPOD_API_KEY: key,
      RUNPOD_URL: url,
      RUNPOD_GRAPHQL_URL: url.replace(/\/v2$/, '/graphql'),
      RUNPOD_RUN: ownerOf(runId, settings),
    }),
  });
  return { registration, clock, facts, transcript, faults: wire.faults, close: async () => {} };
}

function wordsOf(seed: number): ServiceWords {
  const forms = createRandom(deriveSeed(seed, 'forms'));
  return {
    classify,
    defects,
    nativeErrors: nativeErrorKinds,
    nativeError: (kind, request, retryAfterMs) => written(nativeErrorAnswer(kind, request, forms, retryAfterMs)),
  };
}

/** Names carry their run. */
async function sweepRun(runId: string, settings: Settings): Promise<SweepResult> {
  const context = realContext();
  const owner = ownerOf(runId, settings);
  const estate = createEstate(context, urlOf(settings, context), headersOf(context.env.RUNPOD_API_KEY ?? ''));
  return sweepEstate(estate, (item) => item.owner === owner, context.clock);
}

function urlOf({ url }: Settings, { env }: Pick<ProviderContext, 'env'>): string {
  return (url ?? (env.RUNPOD_URL || urlDefault)).replace(/\/+$/, '');
}
