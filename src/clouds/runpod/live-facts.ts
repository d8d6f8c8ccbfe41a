import { z } from 'zod';
import type { ProviderContext } from '../../provider/context.ts';
import { fetchAnswer } from '../../provider/fetch-answer.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { headersOf } from './live-headers.ts';
import { worldFacts } from './world-facts.ts';

const deadlineMs = 30_000;
/** Pulling an image may take a quarter of an hour. */
const bootTimeoutMs = 1_200_000;

const stock = z.array(z.object({ id: z.string(), availability: z.string() }));
const gpusShape = z.object({
  gpus: z.array(z.object({ id: z.string(), price: z.object({ secure: z.number() }), dataCenters: stock })),
});
const cpusShape = z.object({
  cpus: z.array(
    z.object({
      vcpu: z.object({ min: z.int() }),
      ramGbPerVcpu: z.number(),
      price: z.object({ securePerVcpu: z.number() }),
      dataCenters: stock,
    }),
  ),
});
const placesShape = z.object({
  dataCenters: z.array(z.object({ id: z.string(), networkVolumeTypes: z.array(z.string()) })),
});

type Line = Pick<ProviderContext, 'fetch' | 'clock' | 'signal'>;

/** What may be asked for at the real service: the cheapest of each, in one place that has all of it, and nothing more. */
export async function askLiveFacts(line: Line, url: string, key: string): Promise<WorldFacts> {
  const ask = async (path: string) => {
    const { status, text } = await fetchAnswer(line, url + path, { headers: { ...headersOf(key) } }, deadlineMs);
    if (status !== 200) throw new Error(`RunPod answered ${status} to ${path}: ${text.slice(0, 200)}`);
    return JSON.parse(text) as unknown;
  };
  const { gpus } = gpusShape.parse(await ask('/catalog/gpus?include=AVAILABILITY&product=POD'));
  const { cpus } = cpusShape.parse(await ask('/catalog/cpus?include=AVAILABILITY&product=POD'));
  const { dataCenters } = placesShape.parse(await ask('/catalog/datacenters'));
  const places = dataCenters.filter(({ networkVolumeTypes }) => networkVolumeTypes.length > 0).map(({ id }) => id);
  for (const place of places) {
    const gpu = cheapest(gpus, place, ({ price }) => price.secure);
    const cpu = cheapest(cpus, place, ({ price, vcpu }) => price.securePerVcpu * vcpu.min);
    if (gpu && cpu) return factsOf(place, gpu.id, cpu, key, line.clock.now());
  }
  throw new Error('RunPod has no data center with a CPU pod, a GPU and network volumes to be had right now');
}

function factsOf(
  place: string,
  model: string,
  { vcpu, ramGbPerVcpu }: z.infer<typeof cpusShape>['cpus'][number],
  key: string,
  nowMs: number,
): WorldFacts {
  const { spotBids: _market, ...known } = worldFacts({ dataCenters: [place], images: [] }, key, nowMs);
  const size = { cpus: vcpu.min, memoryMiB: Math.floor(vcpu.min * ramGbPerVcpu * 1_024) };
  return {
    ...known,
    smallest: size,
    largest: size,
    instancesMax: 2,
    gpuModels: [model],
    gpusMax: 1,
    spotSpec: { ...size, gpu: { model, count: 1 } },
    volumeGiBMax: known.volumeGiBMin ?? 10,
    tolerances: { ...known.tolerances, bootTimeoutMs },
  };
}

function cheapest<T extends { readonly dataCenters: z.infer<typeof stock> }>(
  types: readonly T[],
  place: string,
  priceOf: (type: T) => number,
): T | undefined {
  const isThere = ({ dataCenters }: T) =>
    dataCenters.some(({ id, availability }) => id === place && availability !== 'NONE');
  // A price of nothing is that of a type which is not sold.
  const offers = types.filter((type) => isThere(type) && priceOf(type) > 0);
  return offers.toSorted((a, b) => priceOf(a) - priceOf(b))[0];
}
