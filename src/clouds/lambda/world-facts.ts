import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { gpuModels, imageFamilies } from './catalogue.ts';
import type { LambdaOptions } from './lambda-options.ts';

const tolerances = {
  // What is new may be a 404 for a minute.
  consistencyWindowMs: 60_000,
  bootTimeoutMs: 1_800_000,
  terminateTimeoutMs: 300_000,
  // A launch takes its turn among others, answers slowly, and is looked for where its answer was lost.
  callTimeoutMs: 900_000,
};

/** What a generator must know of Lambda. */
export function worldFacts(
  options: Pick<LambdaOptions, 'regions' | 'pageSize'>,
  secrets: readonly string[],
): WorldFacts {
  return {
    regions: options.regions,
    images: imageFamilies,
    smallest: { cpus: 1, memoryMiB: 1_024 },
    largest: { cpus: 64, memoryMiB: 262_144 },
    roundsUp: true,
    pageSize: options.pageSize,
    instancesMax: 16,
    gpuModels,
    gpusMax: 2,
    volumeGiBMax: 1_024,
    volumeTags: false,
    volumesAreShared: true,
    nativeErrors: nativeErrorKinds,
    tolerances,
    secrets,
  };
}
