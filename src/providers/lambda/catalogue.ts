import { list, number, record, text } from '../../provider/body-fields.ts';
import type { MachineSpec } from '../../provider/instance.ts';
import { isObject } from '../../provider/is-object.ts';
import { ProviderError } from '../../provider/provider-error.ts';
import type { PricedKind } from '../../provider/registration.ts';
import type { Client, Envelope } from './client.ts';
import { providerName, refuse } from './settings.ts';

/** One machine type, and where it is said to be free. */
export interface MachineType {
  readonly name: string;
  readonly centsPerHour: number;
  readonly spec: MachineSpec;
  readonly regions: readonly string[];
}

/** A type in a place in which it is said to be free. */
export interface Candidate {
  readonly type: MachineType;
  readonly region: string;
}

export interface Catalogue {
  read(): Promise<readonly MachineType[]>;
  /** Every region that the service names anywhere, sorted. */
  regions(): Promise<readonly string[]>;
  /** What may be launched for a spec, the cheapest first. Throws where it can never be had, or not now. */
  candidates(spec: MachineSpec, region: string | undefined): Promise<readonly Candidate[]>;
  /** By the last list that was read. */
  usdPerHour(kind: PricedKind, request: unknown): number | undefined;
}

export function createCatalogue(client: Client): Catalogue {
  let known: readonly MachineType[] = [];

  async function read(): Promise<readonly MachineType[]> {
    known = await client.send('GET', '/instance-types', readTypes);
    return known;
  }

  async function regions(): Promise<readonly string[]> {
    const images = await client.send('GET', '/images', readRegions);
    const types = await read();
    return [...new Set([...images, ...types.flatMap((type) => type.regions)])].sort();
  }

  return {
    read,
    regions,
    candidates: async (spec, region) => {
      const types = await read();
      const fitting = types.filter((type) => fits(type.spec, spec)).sort((a, b) => a.centsPerHour - b.centsPerHour);
      if (fitting.length === 0) throw refuse('spec cannot be honoured: Lambda has no machine type for it');
      const isNamed = region === undefined || types.some((type) => type.regions.includes(region));
      if (!isNamed && !(await regions()).includes(region)) throw refuse(`there is no region ${JSON.stringify(region)}`);
      const free = fitting.flatMap((type) =>
        type.regions.filter((each) => region === undefined || each === region).map((each) => ({ type, region: each })),
      );
      if (free.length === 0) throw noCapacity(region);
      return free;
    },
    usdPerHour: (kind, request) => {
      if (kind !== 'instance' || !isObject(request) || !isObject(request.spec)) return undefined;
      const wanted = request.spec as unknown as MachineSpec;
      const prices = known.filter(({ spec }) => fits(spec, wanted)).map(({ centsPerHour }) => centsPerHour);
      return prices.length === 0 ? undefined : Math.min(...prices) / 100;
    },
  };
}

function noCapacity(region: string | undefined): ProviderError {
  const where = region === undefined ? 'in any region' : `in ${region}`;
  const message = `Lambda has no machine of this size ${where} right now`;
  return new ProviderError('CAPACITY_ERROR', message, { provider: providerName, cause: new Error(message) });
}

/** GPUs are as asked for, none where none was; the rest may be more. */
function fits(offered: MachineSpec, wanted: MachineSpec): boolean {
  if (offered.gpu?.model !== wanted.gpu?.model || offered.gpu?.count !== wanted.gpu?.count) return false;
  if ((offered.diskGiB ?? 0) < (wanted.diskGiB ?? 0)) return false;
  return offered.cpus >= wanted.cpus && offered.memoryMiB >= wanted.memoryMiB;
}

function readTypes({ data }: Envelope): readonly MachineType[] {
  return Object.values(record(data, 'instance types')).map((entry) => {
    const { instance_type: type, regions_with_capacity_available: regions } = record(entry, 'an instance type');
    return {
      name: text(record(type, 'a type').name, 'name'),
      centsPerHour: number(record(type, 'a type').price_cents_per_hour, 'price_cents_per_hour'),
      spec: readSpec(type),
      regions: list(regions, 'regions').map(readRegion),
    };
  });
}

/** The size of a type. Its GPUs are called what the service calls them, such as `H100 (80 GB SXM5)`. */
export function readSpec(type: unknown): MachineSpec {
  const { specs, gpu_description: model } = record(type, 'a type');
  const { vcpus, memory_gib: memoryGib, storage_gib: storageGib, gpus } = record(specs, 'specs');
  const count = number(gpus, 'gpus');
  return {
    cpus: number(vcpus, 'vcpus'),
    memoryMiB: number(memoryGib, 'memory_gib') * 1_024,
    diskGiB: number(storageGib, 'storage_gib'),
    ...(count > 0 && { gpu: { model: text(model, 'gpu_description'), count } }),
  };
}

export function readRegion(region: unknown): string {
  return text(record(region, 'a region').name, 'name');
}

function readRegions({ data }: Envelope): readonly string[] {
  return list(data, 'images').map((image) => readRegion(record(image, 'an image').region));
}
