import { nativeErrorKinds } from '../../testbed/fault.ts';
import { ownerOf } from '../../testbed/owner-of.ts';
import { createRealContext, realContext } from '../../testbed/real-context.ts';
import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import { sweepEstate } from '../../testbed/sweep-estate.ts';
import type { OpenOptions, SweepResult, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createLiveService } from '../../testbed/wire/live-service.ts';
import { createSdkWire } from '../../testbed/wire/sdk-wire.ts';
import { classify } from './classify.ts';
import { openLiveEc2 } from './live-ec2.ts';
import { createEstate } from './live-estate.ts';
import { askLiveFacts, liveMachine } from './live-facts.ts';
import { confirmAccount } from './live-probe.ts';
import { rehearseLive } from './live-rehearsal.ts';
import { endpointOf, regionOf, type Settings } from './live-settings.ts';
import { createNativeErrors } from './written.ts';

/**
 * The real EC2, with the faults of the wire in front of it. Only asked for by name (`--testbed live`), in an account that was
 * confirmed (`--account`), within `--max-cost`, and for real only with `--no-dry-run`. It makes two of the cheapest machine
 * at a time, in one region, and everything carries the mark of its run. **It was never run against the real service**, only
 * against the simulated one on a loopback port; the first run is a test of this file too.
 *
 * Credentials are those that the SDK finds; the variables that say so are passed on by `--env`. `--url` points it elsewhere.
 *
 * @example
 * const missing = await liveEc2.probe({ region: 'eu-central-1', account: '123456789012' });
 */
export const liveEc2: Testbed = {
  name: 'live',
  fidelity: 'live',
  abilities: ['faults'],
  runsDefault: 1,
  isolation: 'run',
  probe: async (settings) => {
    const confirmed = await confirmAccount(settings);
    return confirmed.ok ? null : confirmed.problem;
  },
  rehearse: async (settings) => {
    const confirmed = await confirmAccount(settings);
    return confirmed.ok ? rehearseLive(confirmed) : confirmed;
  },
  open: openWorld,
  sweep: sweepRun,
  estate: (settings) => openEstate(settings),
};

async function openWorld({ module, seed, runId, settings, signal }: OpenOptions): Promise<World> {
  if (settings.dryRun !== 'no') throw new Error('nothing is made in a dry run: add --no-dry-run');
  const context = createRealContext({ signal, seed: deriveSeed(seed, 'provider') });
  const { clock, env } = context;
  const region = regionOf(settings, env) ?? '';
  const endpoint = endpointOf(settings, env);
  const { AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = env;
  const secrets = [secret, token].flatMap((each) => each || []);
  const facts = await askLiveFacts(await openLiveEc2(endpoint), region, secrets);
  const transcript = createTranscriptRecorder(secrets);
  const words = {
    classify,
    nativeErrors: nativeErrorKinds,
    nativeError: createNativeErrors(createRandom(deriveSeed(seed, 'forms'))),
  };
  const service = createLiveService((host) => endpoint ?? `https://${host}`, words, context.fetch);
  const wire = createSdkWire(service, { clock, transcript });
  const registration = await module.create({
    ...context,
    sdkRequestHandler: wire.requestHandler,
    env: Object.freeze({
      ...env,
      AWS_REGION: region,
      AWS_RUN: ownerOf(runId, settings),
      AWS_WARM_POOL_SIZE: String(liveMachine.warmVolumesMax),
      AWS_WARM_POOL_GIB: '1',
      ...(endpoint !== undefined && { AWS_ENDPOINT_URL: endpoint }),
    }),
  });
  return { registration, clock, facts, transcript, faults: wire.faults, close: async () => {} };
}

/** Everything carries its run, in whichever region. */
async function sweepRun(runId: string, settings: Settings): Promise<SweepResult> {
  const owner = ownerOf(runId, settings);
  return sweepEstate(await openEstate(settings), (item) => item.owner === owner, realContext().clock);
}

async function openEstate(settings: Settings) {
  const { env, clock } = realContext();
  const ec2 = await openLiveEc2(endpointOf(settings, env));
  return createEstate(ec2, regionOf(settings, env) ?? 'us-east-1', clock);
}
