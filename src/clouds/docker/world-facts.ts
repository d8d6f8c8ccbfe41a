import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Engine } from './engine.ts';

/** docker's reads are never late; the calls themselves take their time. */
const tolerances = {
  consistencyWindowMs: 250,
  bootTimeoutMs: 30_000,
  terminateTimeoutMs: 30_000,
  callTimeoutMs: 120_000,
};

/** What a generator must know of this engine. Sizes are limits, not reservations, so all of the engine may be asked for. */
export async function askWorldFacts(engine: Engine, image: string): Promise<WorldFacts> {
  const [line = ''] = await engine.lines('info', '--format', '{{.NCPU}} {{.MemTotal}}');
  const [cpus = 1, memoryBytes = 0] = line.split(' ').map(Number);
  return {
    regions: ['local'],
    images: [image],
    // Every engine has both; networks of its own would be one more thing to leave behind.
    networks: ['bridge', 'none'],
    smallest: { cpus: 1, memoryMiB: 16 },
    largest: { cpus, memoryMiB: Math.floor(memoryBytes / 1_048_576) },
    instancesMax: 4,
    nativeErrors: nativeErrorKinds,
    tolerances,
    secrets: [],
  };
}
