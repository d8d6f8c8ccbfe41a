import { createProcesses } from '../../testbed/processes.ts';
import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import { sharedShell } from '../../testbed/shared-shell.ts';
import { simulatedTestbed } from '../../testbed/simulated-testbed.ts';
import type { OpenOptions, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../testbed/virtual-clock.ts';
import { createSdkWire } from '../../testbed/wire/sdk-wire.ts';
import { createWorldContext } from '../../testbed/world-context.ts';
import { createSimulatedEc2 } from './simulated-ec2.ts';
import type { SimulatedEc2Options } from './simulated-ec2-options.ts';
import { warmPoolSize, worldFacts } from './world-facts.ts';

/**
 * A testbed in which every case gets an AWS account of its own, in memory, on virtual time, behind the request handler of
 * the AWS SDK. Worlds differ mildly by seed in all that the options leave open.
 *
 * @example
 * const late = simulatedEc2({ idLagMs: 8_000, drainedZones: ['us-east-1a'] });
 */
export function simulatedEc2(options: Partial<SimulatedEc2Options> = {}): Testbed {
  return simulatedTestbed({
    abilities: ['ledger', 'faults', 'shell', 'disk', 'spot-market', 'zones', 'processes'],
    // Every call goes through the serialisers, the signer and the parsers of the SDK, and costs what they cost.
    runsDefault: 10,
    draws: 1,
    open: (open) => openWorld(open, options),
  });
}

async function openWorld(open: OpenOptions, options: Partial<SimulatedEc2Options>): Promise<World> {
  const clock = createVirtualClock();
  // Streams of their own: what a provider draws does not change how its service behaves.
  const keys = createRandom(deriveSeed(open.seed, 'keys'));
  const accessKeyId = `AKIA${keys.hex(16).toUpperCase()}`;
  const secret = keys.hex(40);
  const service = createSimulatedEc2(
    { clock, random: createRandom(deriveSeed(open.seed, 'ec2')), accessKeyId },
    options,
  );
  const transcript = createTranscriptRecorder([secret]);
  const wire = createSdkWire(service, { clock, transcript });
  const contextOf = (name: string) =>
    createWorldContext({
      sdkRequestHandler: wire.requestHandler,
      clock,
      random: createRandom(deriveSeed(open.seed, name)),
      // No run id: the world is nobody else's, and a history must not depend on it.
      env: {
        AWS_REGION: Object.keys(service.options.regions)[0],
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secret,
        AWS_WARM_POOL_SIZE: String(warmPoolSize),
      },
      signal: open.signal,
    });
  return {
    registration: await open.module.create(contextOf('provider')),
    processes: createProcesses(open.module, contextOf),
    clock,
    facts: worldFacts(service.store, secret),
    transcript,
    ledger: service.ledger,
    faults: wire.faults,
    shell: sharedShell(),
    disk: service.disk,
    spotMarket: service.spotMarket,
    zones: service.zones,
    close: async () => {},
  };
}
