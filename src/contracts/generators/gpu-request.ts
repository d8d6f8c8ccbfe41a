import fc from 'fast-check';
import type { GpuSpec } from '../../provider/instance.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { plainRequest } from './spawn-request.ts';

/** The smallest machine with GPUs, or, now and then and where the world names none, without. */
export function anyGpuRequest(facts: WorldFacts): fc.Arbitrary<SpawnRequest> {
  const plain = fc.constant(plainRequest(facts));
  const { gpuModels, gpusMax = 1 } = facts;
  if (gpuModels === undefined || gpuModels.length === 0) return plain;
  const gpu = fc.record(
    { model: fc.constantFrom(...gpuModels), count: fc.integer({ min: 1, max: gpusMax }) },
    { noNullPrototype: true },
  );
  return fc.oneof({ weight: 1, arbitrary: plain }, { weight: 3, arbitrary: gpu.map((part) => withGpu(facts, part)) });
}

/** One GPU of each model, and as many as there can be. */
export function typicalGpuRequests(facts: WorldFacts): readonly SpawnRequest[] {
  const { gpuModels = [], gpusMax = 1 } = facts;
  return gpuModels.flatMap((model) => [1, gpusMax].map((count) => withGpu(facts, { model, count })));
}

export function withGpu(facts: WorldFacts, gpu: GpuSpec): SpawnRequest {
  const { spec } = plainRequest(facts);
  return { spec: { ...spec, gpu } };
}
