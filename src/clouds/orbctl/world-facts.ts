import type { Exec } from '../../provider/context.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { nativeErrors } from './native-errors.ts';

/** OrbStack's reads are never late; the calls themselves take their time. */
const tolerances = {
  consistencyWindowMs: 250,
  bootTimeoutMs: 60_000,
  terminateTimeoutMs: 60_000,
  callTimeoutMs: 240_000,
};

/** What a generator must know of this OrbStack. Sizes are ceilings, not reservations, so all of it may be asked for. */
export async function askWorldFacts(exec: Exec, image: string): Promise<WorldFacts> {
  return {
    regions: ['local'],
    images: [image],
    smallest: { cpus: 1, memoryMiB: 256 },
    largest: { cpus: await askNumber(exec, 'cpu', 1), memoryMiB: await askNumber(exec, 'memory_mib', 1_024) },
    // Machines come and go by the hundreds in a run, and OrbStack does not stand many.
    instancesMax: 3,
    nativeErrors,
    tolerances,
    secrets: [],
  };
}

/** The least that can be relied on stands in for what OrbStack does not say. */
async function askNumber(exec: Exec, key: string, least: number): Promise<number> {
  const { stdout } = await exec('orbctl', ['config', 'get', key], { timeoutMs: 30_000 });
  const told = Number(stdout.trim());
  return Number.isInteger(told) && told > 0 ? told : least;
}
