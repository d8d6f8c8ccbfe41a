import {
  createFetchWire,
  createHostShell,
  createRandom,
  createTranscriptRecorder,
  createVirtualClock,
  createWorldContext,
  deriveSeed,
  type Testbed,
  type WorldFacts,
} from 'assay/testbed';
import { createService, pageSize } from './service.ts';

/** Acme in memory, on virtual time; every case gets one of its own. */
export const simulatedAcme: Testbed = {
  name: 'simulated',
  fidelity: 'simulated',
  abilities: ['ledger', 'faults', 'shell'],
  runsDefault: 100,
  isolation: 'case',
  probe: async () => null,
  open: async ({ module, seed, signal }) => {
    const clock = createVirtualClock();
    const token = createRandom(deriveSeed(seed, 'token')).hex(32);
    const service = createService(clock, createRandom(deriveSeed(seed, 'service')), token);
    const transcript = createTranscriptRecorder([token]);
    const { fetch, faults } = createFetchWire(service, { clock, transcript });
    const random = createRandom(deriveSeed(seed, 'provider'));
    const env = { ACME_URL: 'http://acme.simulated', ACME_TOKEN: token };
    const registration = await module.create(createWorldContext({ fetch, clock, random, env, signal }));
    const { ledger } = service;
    return { registration, clock, facts: facts(service.nativeErrors, token), transcript, ledger, faults, shell, close };
  },
  sweep: async () => ({ removed: [], leaked: [] }),
};

/** One for all worlds: starting it costs more than a case. */
const shell = createHostShell();
const close = async () => {};

/** What a generator must know of Acme to ask for what it can honour. */
function facts(nativeErrors: WorldFacts['nativeErrors'], token: string): WorldFacts {
  return {
    regions: ['here'],
    images: [],
    smallest: { cpus: 1, memoryMiB: 256 },
    largest: { cpus: 8, memoryMiB: 16_384 },
    pageSize,
    instancesMax: 8,
    nativeErrors,
    tolerances: {
      consistencyWindowMs: 1_000,
      bootTimeoutMs: 60_000,
      terminateTimeoutMs: 30_000,
      callTimeoutMs: 60_000,
    },
    secrets: [token],
  };
}
