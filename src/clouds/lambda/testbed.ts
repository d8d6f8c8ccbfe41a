import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import { sharedShell } from '../../testbed/shared-shell.ts';
import { simulatedTestbed } from '../../testbed/simulated-testbed.ts';
import type { OpenOptions, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../testbed/virtual-clock.ts';
import { createFetchWire } from '../../testbed/wire/fetch-wire.ts';
import { createWorldContext } from '../../testbed/world-context.ts';
import type { LambdaOptionsGiven } from './lambda-options.ts';
import { createSimulatedLambda } from './simulated-lambda.ts';
import { worldFacts } from './world-facts.ts';

const url = 'https://lambda.simulated';
const sshKey = 'assay';

/**
 * A testbed in which every case gets an account of its own at a Lambda Cloud in memory, on virtual time. Accounts differ
 * mildly by seed in all that the options leave open.
 *
 * @example
 * const patient = simulatedLambda({ hiddenMs: 20_000, quirks: { launchFailsButCreates: false } });
 */
export function simulatedLambda(options: LambdaOptionsGiven = {}): Testbed {
  return simulatedTestbed({
    abilities: ['ledger', 'faults', 'shell'],
    open: (open) => openWorld(open, options),
  });
}

async function openWorld(open: OpenOptions, options: LambdaOptionsGiven): Promise<World> {
  const clock = createVirtualClock();
  // Streams of their own: what a provider draws does not change how its service behaves.
  const secrets = createRandom(deriveSeed(open.seed, 'secrets'));
  const [apiKey, secret] = [`secret_assay_${secrets.hex(32)}`, secrets.hex(16)];
  const random = createRandom(deriveSeed(open.seed, 'service'));
  const service = createSimulatedLambda({ clock, random, apiKey, sshKey, secret }, options);
  const transcript = createTranscriptRecorder([apiKey, secret]);
  const wire = createFetchWire(service, { clock, transcript });
  const registration = await open.module.create(
    createWorldContext({
      fetch: wire.fetch,
      clock,
      random: createRandom(deriveSeed(open.seed, 'provider')),
      env: { LAMBDA_URL: url, LAMBDA_API_KEY: apiKey, LAMBDA_SSH_KEY: sshKey },
      signal: open.signal,
    }),
  );
  return {
    registration,
    clock,
    facts: worldFacts(service.options, [apiKey, secret]),
    transcript,
    ledger: service.ledger,
    faults: wire.faults,
    shell: sharedShell(),
    close: async () => {},
  };
}
