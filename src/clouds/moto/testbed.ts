import { createProcesses } from '../../testbed/processes.ts';
import { createRealClock } from '../../testbed/real-clock.ts';
import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import type { OpenOptions, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../testbed/virtual-clock.ts';
import { createSdkWire } from '../../testbed/wire/sdk-wire.ts';
import { createWorldContext } from '../../testbed/world-context.ts';
import { createAccountView } from './account-view.ts';
import { cannot } from './cannot.ts';
import { motoUrl } from './endpoint.ts';
import { createLedger } from './ledger.ts';
import { createMotoService } from './moto-service.ts';
import { probeMoto } from './probe.ts';
import { withSoldOut } from './sold-out.ts';
import { renameSubnets } from './subnet-names.ts';
import { regions, warmPoolSize, worldFacts } from './world-facts.ts';

/**
 * An EC2 that nobody here wrote: moto, in a process of its own, with the faults of the wire in front of it. Every case gets
 * an account of its own there. Time is virtual, for moto takes none, and there is nothing to sweep: an account that nobody
 * looks at any more costs nothing, and goes with its moto.
 *
 * @example
 * const missing = await motoEc2.probe({ endpoint: 'http://127.0.0.1:5000' });
 */
export const motoEc2: Testbed = {
  name: 'moto',
  fidelity: 'emulated',
  abilities: ['ledger', 'faults', 'zones', 'processes'],
  // Each call takes moto some milliseconds.
  runsDefault: 2,
  isolation: 'case',
  cannot,
  probe: probeMoto,
  open: openWorld,
  sweep: async () => ({ removed: [], leaked: [] }),
};

let opened = 0;

async function openWorld({ module, seed, runId, settings, signal }: OpenOptions): Promise<World> {
  opened += 1;
  // A case that is played again must not find what it made before.
  const account = {
    url: await motoUrl(settings),
    accountId: accountIdOf(deriveSeed(seed, `account ${runId} ${process.pid} ${opened}`)),
  };
  // It begins now: moto stamps what is made with the time of this computer.
  const clock = createVirtualClock(createRealClock().now());
  const keys = createRandom(deriveSeed(seed, 'keys'));
  const secret = keys.hex(40);
  const accessKeyId = `AKIA${keys.hex(16).toUpperCase()}`;
  const view = await createAccountView(account, clock);
  const [home = ''] = regions;
  const subnets = renameSubnets(await view.subnetIds(home));
  const moto = createMotoService({ account, subnets, clock, random: createRandom(deriveSeed(seed, 'ec2')) });
  const transcript = createTranscriptRecorder([secret]);
  const { service, zones } = withSoldOut(moto);
  const wire = createSdkWire(service, { clock, transcript });
  const contextOf = (name: string) =>
    createWorldContext({
      sdkRequestHandler: wire.requestHandler,
      clock,
      random: createRandom(deriveSeed(seed, name)),
      env: {
        AWS_REGION: home,
        AWS_REGIONS: regions.join(','),
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secret,
        AWS_WARM_POOL_SIZE: String(warmPoolSize),
      },
      signal,
    });
  return {
    registration: await module.create(contextOf('provider')),
    processes: createProcesses(module, contextOf),
    clock,
    facts: worldFacts(secret),
    transcript,
    ledger: createLedger(view, account.accountId, moto.touched),
    faults: wire.faults,
    zones,
    close: async () => {},
  };
}

/** Twelve digits, as they all have. */
function accountIdOf(seed: number): string {
  const random = createRandom(seed);
  return Array.from({ length: 12 }, () => Math.floor(random.next() * 10)).join('');
}
