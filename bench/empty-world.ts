import type { Contract } from '../src/contracts/contract.ts';
import { noCapabilities } from '../src/provider/capability.ts';
import type { Clock } from '../src/provider/context.ts';
import type { Hooks } from '../src/provider/hooks.ts';
import type { AnyProvider } from '../src/provider/provider.ts';
import type { Testbed } from '../src/testbed/testbed.ts';
import { createTranscriptRecorder } from '../src/testbed/transcript-recorder.ts';
import type { WorldFacts } from '../src/testbed/world-facts.ts';

/** A provider whose calls resolve at once: whatever a case costs beyond it, the engine costs. */
export const instantProvider: AnyProvider = {
  name: 'instant',
  tier: 'testing',
  capabilities: noCapabilities,
  spawn: async () => ({ id: 'i', status: 'running' }),
  terminate: async () => {},
  list: async () => [],
  get: async () => null,
  generateBootstrap: () => ({ content: '', format: 'shell', checksum: '' }),
};

export const idleHooks: Hooks = { onStartup: async () => {}, onShutdown: async () => {}, onHeartbeat: async () => [] };

const tolerances = {
  consistencyWindowMs: 1_000,
  bootTimeoutMs: 1_000,
  terminateTimeoutMs: 1_000,
  callTimeoutMs: 1_000,
};

export const emptyFacts: WorldFacts = {
  regions: ['local'],
  images: ['debian'],
  smallest: { cpus: 1, memoryMiB: 256 },
  largest: { cpus: 4, memoryMiB: 4_096 },
  instancesMax: 8,
  nativeErrors: [],
  tolerances,
  secrets: [],
};

/** A testbed whose worlds hold nothing, keep no time and cost next to nothing to open. */
export const emptyTestbed: Testbed = {
  name: 'empty',
  fidelity: 'simulated',
  abilities: [],
  runsDefault: 100,
  isolation: 'case',
  probe: async () => null,
  open: async () => ({
    registration: { provider: instantProvider, hooks: idleHooks },
    clock: stoppedClock,
    facts: emptyFacts,
    transcript: createTranscriptRecorder(),
    close: async () => {},
  }),
  sweep: async () => ({ removed: [], leaked: [] }),
};

/** Nothing ever takes time here, so nothing that waits ever has to go on. */
const stoppedClock: Clock = {
  now: () => 0,
  monotonic: () => 0,
  sleep: () => new Promise(() => {}),
  after: () => () => {},
};

/** A contract that asks for nothing: it plays its steps. */
export function emptyContract(steps: Contract['steps']): Contract {
  return {
    id: 'bench.empty',
    intent: 'observe',
    title: 'Steps are played',
    statement: 'Every step is played.',
    level: 'must',
    since: '0.1.0',
    status: 'stable',
    tiers: ['testing'],
    requires: [],
    needs: [],
    reaches: [],
    steps,
    run: (trial) => trial.play(),
  };
}
