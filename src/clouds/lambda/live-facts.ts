import { z } from 'zod';
import type { ProviderContext } from '../../provider/context.ts';
import { fetchAnswer } from '../../provider/fetch-answer.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { prefix } from './route.ts';
import { shapeProblem } from './shapes.ts';
import { worldFacts } from './world-facts.ts';

const deadlineMs = 30_000;
/** The probe has asked just before, and the provider asks right after: of all of them the service takes one a second. */
const requestApartMs = 1_050;

/** The parts of the published shapes that are read here. */
const typesShape = z.object({
  data: z.record(
    z.string(),
    z.object({
      instance_type: z.object({
        price_cents_per_hour: z.number(),
        specs: z.object({ vcpus: z.int(), memory_gib: z.int(), gpus: z.int() }),
      }),
      regions_with_capacity_available: z.array(z.object({ name: z.string() })),
    }),
  ),
});
const imagesShape = z.object({
  data: z.array(z.object({ family: z.string(), region: z.object({ name: z.string() }) })),
});

type Line = Pick<ProviderContext, 'fetch' | 'clock' | 'signal'>;

/** What may be asked for at the real service: the cheapest machine without GPUs, where it is to be had, and nothing more. */
export async function askLiveFacts(
  line: Line,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<WorldFacts> {
  const types = typesShape.parse(await ask(line, url, headers, '/instance-types'));
  const images = imagesShape.parse(await ask(line, url, headers, '/images')).data;
  const offers = Object.values(types.data)
    .filter(({ instance_type: { specs }, regions_with_capacity_available: at }) => specs.gpus === 0 && at.length > 0)
    .sort((a, b) => a.instance_type.price_cents_per_hour - b.instance_type.price_cents_per_hour);
  const [cheapest] = offers;
  if (!cheapest) throw new Error('Lambda has no machine without GPUs to be had right now, and others cost too much');
  const { vcpus, memory_gib: memoryGib } = cheapest.instance_type.specs;
  const regions = cheapest.regions_with_capacity_available.map(({ name }) => name).slice(0, 1);
  const families = images.filter(({ region }) => regions.includes(region.name)).map(({ family }) => family);
  const {
    pageSize: _pageSize,
    gpuModels: _gpuModels,
    ...known
  } = worldFacts({ regions, pageSize: 1 }, [String(headers.authorization).replace('Bearer ', '')]);
  return {
    ...known,
    images: [...new Set(families)].slice(0, 1),
    largest: { cpus: vcpus, memoryMiB: memoryGib * 1_024 },
    instancesMax: 2,
    gpusMax: 1,
    volumeGiBMax: 1,
  };
}

/** Throws where the service does not answer as is published: what is known of it would be wrong. */
async function ask(line: Line, url: string, headers: Readonly<Record<string, string>>, path: string): Promise<unknown> {
  await line.clock.sleep(requestApartMs, line.signal);
  const { status, text } = await fetchAnswer(line, url + prefix + path, { headers: { ...headers } }, deadlineMs);
  await line.clock.sleep(requestApartMs, line.signal);
  if (status !== 200) throw new Error(`Lambda answered ${status} to ${path}: ${text.slice(0, 200)}`);
  const body: unknown = JSON.parse(text);
  const problem = shapeProblem('GET', path, status, body);
  if (problem !== null) throw new Error(`Lambda answered ${path} otherwise than is published: ${problem}`);
  return body;
}
