import { z } from 'zod';
import type { ProviderContext } from '../../provider/context.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Line } from './live-line.ts';
import { toldByTheServer } from './told-by-the-server.ts';

/** What the adapter runs in a pod whose request names no image. */
const imageDefault = 'ubuntu:24.04';
const gpuClassLabel = 'gpu.nvidia.com/class';

const tolerances = {
  consistencyWindowMs: 5_000,
  // A node may have to be made first, and an image to be pulled.
  bootTimeoutMs: 1_800_000,
  terminateTimeoutMs: 120_000,
  callTimeoutMs: 1_800_000,
};

const nodesShape = z.object({
  items: z.array(z.object({ metadata: z.object({ labels: z.record(z.string(), z.string()).optional() }) })),
});

/** What may be asked for on a cluster that is there: two small pods, one GPU where it says that it has some, and no more. */
export async function askLiveFacts(line: Line, env: ProviderContext['env']): Promise<WorldFacts> {
  const size = { cpus: 1, memoryMiB: 64 };
  return {
    regions: [env.COREWEAVE_REGION || 'here'],
    images: [env.COREWEAVE_IMAGE || imageDefault],
    smallest: size,
    largest: size,
    instancesMax: 2,
    gpuModels: (await gpuModelsOf(line)).slice(0, 1),
    gpusMax: 1,
    volumeGiBMax: 1,
    volumesAreShared: true,
    nativeErrors: toldByTheServer,
    tolerances,
    secrets: [line.token],
  };
}

/** Whoever may not list nodes does not know, and asks for none. */
async function gpuModelsOf({ send }: Line): Promise<readonly string[]> {
  const { status, text } = await send('GET', '/api/v1/nodes?limit=500');
  if (status !== 200) return [];
  const { items } = nodesShape.parse(JSON.parse(text));
  const models = items.flatMap(({ metadata }) => metadata.labels?.[gpuClassLabel] ?? []);
  return [...new Set(models)].toSorted();
}
