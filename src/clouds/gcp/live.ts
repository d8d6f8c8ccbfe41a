import type { Fetch } from '../../provider/context.ts';
import type { Estate } from '../../testbed/estate.ts';
import { nativeErrorKinds } from '../../testbed/fault.ts';
import { ownerOf } from '../../testbed/owner-of.ts';
import { createRealContext, realContext } from '../../testbed/real-context.ts';
import { deriveSeed } from '../../testbed/seeded-random.ts';
import { sweepEstate } from '../../testbed/sweep-estate.ts';
import type { OpenOptions, SweepResult, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createFetchWire } from '../../testbed/wire/fetch-wire.ts';
import { createLiveService, type ServiceWords } from '../../testbed/wire/live-service.ts';
import { written } from './answer.ts';
import { classify } from './classify.ts';
import { answerDefects } from './defects.ts';
import { liveFacts } from './live-facts.ts';
import { openLiveGcp } from './live-gcp.ts';
import { confirmProject } from './live-probe.ts';
import { inputProblem, type Settings, type Urls } from './live-settings.ts';
import { createNativeErrors } from './native-errors.ts';

/**
 * The real Compute Engine, with the faults of the wire in front of it. Only asked for by name (`--testbed live`), in a project
 * that was confirmed (`--account`), within `--max-cost`, and for real only with `--no-dry-run`. It makes two of one cheap
 * machine at a time, in one region, and everything carries the mark of its run. **It was never run against the real
 * service**, only against the simulated one on a loopback port; the first run is a test of this file too.
 *
 * Credentials are those that the adapter takes; the variables that say so are passed on by `--env`. `--url` points it elsewhere.
 *
 * @example
 * const missing = await liveGcp.probe({ region: 'europe-west4', account: 'my-project' });
 */
export const liveGcp: Testbed = {
  name: 'live',
  fidelity: 'live',
  abilities: ['faults'],
  runsDefault: 1,
  isolation: 'run',
  probe: async (settings) => {
    const confirmed = await confirmProject(settings);
    return confirmed.ok ? null : confirmed.problem;
  },
  rehearse: async (settings) => {
    const confirmed = await confirmProject(settings);
    if (!confirmed.ok) return confirmed;
    const { rehearseLive } = await import('./live-rehearsal.ts');
    return rehearseLive(confirmed.gcp);
  },
  open: openWorld,
  sweep: sweepRun,
  estate: openEstate,
};

/** Loaded late: most runs are simulated, and it brings a library that is a tenth of the start of a process. */
async function openEstate(settings: Settings): Promise<Estate> {
  const { createEstate } = await import('./live-estate.ts');
  return createEstate(openLiveGcp(settings));
}

async function openWorld({ module, seed, runId, settings, signal }: OpenOptions): Promise<World> {
  if (settings.dryRun !== 'no') throw new Error('nothing is made in a dry run: add --no-dry-run');
  // What sweeps is here before anything is made: a process in trouble may not be able to load it any more.
  await import('./live-estate.ts');
  const context = createRealContext({ signal, seed: deriveSeed(seed, 'provider') });
  const { clock, env } = context;
  // A worker sees fewer variables than the probe did.
  const problem = inputProblem(settings, env);
  if (problem !== null) throw new Error(`${problem}; a variable is passed on with --env`);
  const gcp = openLiveGcp(settings, context);
  const { project, region, urls } = gcp;
  const secrets = [await gcp.token()];
  const transcript = createTranscriptRecorder(secrets);
  const wire = createFetchWire(createLiveService(originsOf(urls), wordsOf(seed), context.fetch), { clock, transcript });
  const registration = await module.create({
    ...context,
    fetch: besideTheWire(context.fetch, wire.fetch, urls),
    env: Object.freeze({
      ...env,
      GOOGLE_CLOUD_PROJECT: project,
      GOOGLE_CLOUD_REGION: region,
      GCP_URL: urls.compute,
      GCP_BILLING_URL: urls.billing,
      GCP_RUN: ownerOf(runId, settings),
    }),
  });
  const facts = liveFacts(region, secrets);
  return { registration, clock, facts, transcript, faults: wire.faults, close: async () => {} };
}

/** Tokens do not come over the wire that breaks, which would also write them down. */
function besideTheWire(direct: Fetch, broken: Fetch, { compute, billing }: Urls): Fetch {
  const hosts = [compute, billing].map((url) => new URL(url).host);
  return (input, init) => {
    const { host } = new URL(input instanceof Request ? input.url : input);
    return (hosts.includes(host) ? broken : direct)(input, init);
  };
}

/** What comes before the path, by the host. */
function originsOf({ compute, billing }: Urls): (host: string) => string {
  const origins = new Map([billing, compute].map((url) => [new URL(url).host, new URL(url).origin]));
  return (host) => origins.get(host) ?? compute;
}

function wordsOf(seed: number): ServiceWords {
  const nativeError = createNativeErrors(deriveSeed(seed, 'forms') % 64);
  return {
    classify,
    defects: answerDefects,
    nativeErrors: nativeErrorKinds,
    nativeError: (kind, request, retryAfterMs) => written(nativeError(kind, classify(request).operation, retryAfterMs)),
  };
}

/** Everything carries its run, in whichever zone. */
async function sweepRun(runId: string, settings: Settings): Promise<SweepResult> {
  const owner = ownerOf(runId, settings);
  return sweepEstate(await openEstate(settings), (item) => item.owner === owner, realContext().clock);
}
