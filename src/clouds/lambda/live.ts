import { nativeErrorKinds } from '../../testbed/fault.ts';
import { ownerOf } from '../../testbed/owner-of.ts';
import { probeService } from '../../testbed/probe-service.ts';
import { createRealContext, realContext } from '../../testbed/real-context.ts';
import { deriveSeed } from '../../testbed/seeded-random.ts';
import { sweepEstate } from '../../testbed/sweep-estate.ts';
import type { OpenOptions, SweepResult, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createFetchWire } from '../../testbed/wire/fetch-wire.ts';
import { createLiveService } from '../../testbed/wire/live-service.ts';
import { written } from './answer.ts';
import { classify } from './classify.ts';
import { defects } from './defects.ts';
import { createEstate } from './live-estate.ts';
import { askLiveFacts } from './live-facts.ts';
import { createNativeErrors } from './native-errors.ts';
import { prefix } from './route.ts';

type Settings = Readonly<Record<string, string>>;

const urlDefault = 'https://cloud.lambda.ai';

/**
 * The real Lambda Cloud, with the faults of the wire in front of it. Only asked for by name (`--testbed live`): it costs
 * money. It makes the cheapest machine without GPUs, two at a time. **It was never run against the real service**, only
 * against the simulated one on a loopback port; the first run is a test of this file too.
 *
 * `LAMBDA_API_KEY` and `LAMBDA_SSH_KEY` are passed on by `--env`; `--url` points it elsewhere.
 *
 * @example
 * const missing = await liveLambda.probe({ url: 'http://127.0.0.1:4011' });
 */
export const liveLambda: Testbed = {
  name: 'live',
  fidelity: 'live',
  abilities: ['faults'],
  runsDefault: 1,
  isolation: 'run',
  probe,
  open: openWorld,
  sweep: (runId, settings) => sweepRun(runId, settings),
};

async function probe(settings: Settings): Promise<string | null> {
  const context = realContext();
  const service = {
    displayName: 'Lambda',
    url: urlOf(settings, context.env),
    path: `${prefix}/instance-types`,
    keyVariable: 'LAMBDA_API_KEY',
    headers: headersOf,
  };
  const missing = await probeService(service, context);
  if (missing !== null || context.env.LAMBDA_SSH_KEY) return missing;
  return 'LAMBDA_SSH_KEY is not set: export the name of an SSH key of the account, and pass it on with --env LAMBDA_SSH_KEY';
}

async function openWorld({ module, seed, runId, settings, signal }: OpenOptions): Promise<World> {
  const context = createRealContext({ signal, seed: deriveSeed(seed, 'provider') });
  const { clock, env } = context;
  const { LAMBDA_API_KEY: apiKey = '', LAMBDA_SSH_KEY: sshKey } = env;
  const url = urlOf(settings, env);
  const facts = await askLiveFacts(context, url, headersOf(apiKey));
  const transcript = createTranscriptRecorder([apiKey]);
  const nativeError = createNativeErrors(deriveSeed(seed, 'forms') % 64);
  const words = {
    classify,
    defects,
    nativeErrors: nativeErrorKinds,
    nativeError: (
      ...[kind, request, retryAfterMs]: Parameters<Parameters<typeof createLiveService>[1]['nativeError']>
    ) => written(nativeError(kind, classify(request).operation, retryAfterMs)),
  };
  const wire = createFetchWire(createLiveService(url, words, context.fetch), { clock, transcript });
  const registration = await module.create({
    ...context,
    fetch: wire.fetch,
    env: Object.freeze({
      LAMBDA_API_KEY: apiKey,
      LAMBDA_SSH_KEY: sshKey,
      LAMBDA_URL: url,
      LAMBDA_RUN: ownerOf(runId, settings),
    }),
  });
  return { registration, clock, facts, transcript, faults: wire.faults, close: async () => {} };
}

/** Instances carry their run; a file system has no tags, and is ended by the journal alone. */
async function sweepRun(runId: string, settings: Settings): Promise<SweepResult> {
  const context = realContext();
  const owner = ownerOf(runId, settings);
  const { LAMBDA_API_KEY: apiKey = '' } = context.env;
  const estate = createEstate(context, urlOf(settings, context.env), headersOf(apiKey));
  return sweepEstate(estate, (item) => item.owner === owner, context.clock);
}

function urlOf({ url }: Settings, env: Readonly<Record<string, string | undefined>>): string {
  return url ?? (env.LAMBDA_URL || urlDefault).replace(/\/+$/, '');
}

function headersOf(apiKey: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'user-agent': 'assay-testbed/1' };
}
