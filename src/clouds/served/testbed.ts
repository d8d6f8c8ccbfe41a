import { capabilityNames } from '../../provider/capability.ts';
import type { Fetch } from '../../provider/context.ts';
import type { Ledger } from '../../testbed/ledger.ts';
import { ownerOf } from '../../testbed/owner-of.ts';
import { createRealClock } from '../../testbed/real-clock.ts';
import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import { sweepEstate } from '../../testbed/sweep-estate.ts';
import type { OpenOptions, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createWorldContext } from '../../testbed/world-context.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { worldFacts } from '../orbstack/world-facts.ts';
import { createEstate, windowMs } from './estate.ts';
import { createOracle, type Oracle } from './oracle.ts';
import { probeServed } from './probe.ts';
import { ownerHeader, serviceToken } from './tokens.ts';

/**
 * A simulated machine host in a process of its own, reached over the loopback on the real clock: what is made there
 * outlives the harness, so that a harness can be killed and what it left be looked for.
 *
 * @example
 * const missing = await servedOrbstack.probe({ url: 'http://127.0.0.1:4010' });
 */
export const servedOrbstack: Testbed = {
  name: 'served',
  fidelity: 'simulated',
  abilities: ['ledger'],
  runsDefault: 3,
  isolation: 'run',
  probe: probeServed,
  open: openWorld,
  sweep: (runId, settings) => sweepRun(runId, settings),
  estate: async ({ url = '' }) => createEstate(url, createRealClock()),
  expiry: 'service',
};

type Settings = Readonly<Record<string, string>>;

function sweepRun(runId: string, settings: Settings) {
  const owner = ownerOf(runId, settings);
  const clock = createRealClock();
  return sweepEstate(createEstate(settings.url ?? '', clock), (item) => item.owner === owner, clock);
}

async function openWorld({ module, seed, runId, settings, signal }: OpenOptions): Promise<World> {
  const { url = '' } = settings;
  const clock = createRealClock();
  const owner = ownerOf(runId, settings);
  const oracle = createOracle(url);
  const options = await oracle.options();
  const transcript = createTranscriptRecorder([serviceToken]);
  const registration = await module.create(
    createWorldContext({
      fetch: ownedFetch(owner),
      clock,
      random: createRandom(deriveSeed(seed, 'provider')),
      env: {
        ORBSTACK_HOST: 'simulated',
        ORBSTACK_URL: url,
        ORBSTACK_TOKEN: serviceToken,
        ORBSTACK_RUN: runId,
        ORBSTACK_EXPIRES_IN_S: String(expiresInS(settings)),
        ORBSTACK_CAPABILITIES: capabilityNames.filter((name) => options.capabilities[name]).join(','),
      },
      signal,
    }),
  );
  return {
    registration,
    clock,
    facts: { ...worldFacts(options, serviceToken, clock.now()), tolerances },
    transcript,
    ledger: ledgerOf(oracle, owner),
    close: async () => {
      await sweepRun(runId, settings);
    },
  };
}

/** Longer than any run; a machine that is alive after it is nobody's any more. */
const expiryDefaultMs = 2 * 3_600_000;

function expiresInS({ expireAfterMs }: Settings): number {
  return Math.ceil(Number(expireAfterMs ?? expiryDefaultMs) / 1_000);
}

const tolerances: WorldFacts['tolerances'] = {
  consistencyWindowMs: windowMs,
  bootTimeoutMs: 10_000,
  terminateTimeoutMs: 10_000,
  callTimeoutMs: 35_000,
};

/** Whatever a provider asks for, it asks as this run: an account is not the provider's to choose. */
function ownedFetch(owner: string): Fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set(ownerHeader, owner);
    return fetch(input, { ...init, headers });
  };
}

/** Only what is this run's: the world is shared. */
function ledgerOf(oracle: Oracle, owner: string): Ledger {
  return { entries: async () => (await oracle.entries()).filter((entry) => entry.owner === owner) };
}
