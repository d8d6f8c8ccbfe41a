import { list, number, record, text } from '../../provider/body-fields.ts';
import type { MachineSpec } from '../../provider/instance.ts';
import { fittingTypes, type MachineType, priceOf } from '../../provider/machine-types.ts';
import { ProviderError } from '../../provider/provider-error.ts';
import type { Registration } from '../../provider/registration.ts';
import type { Client } from './client.ts';
import { providerName, refuse } from './settings.ts';

/** One machine type, and where it is said to be free. */
export interface OfferedType extends MachineType {
  readonly regions: readonly string[];
}

/** A type in a place in which it is said to be free. */
export interface Candidate {
  readonly type: OfferedType;
  readonly region: string;
}

export interface Catalogue {
  read(): Promise<readonly OfferedType[]>;
  /** Every region that the service names anywhere, sorted. */
  regions(): Promise<readonly string[]>;
  /** What may be launched for a spec, the cheapest first. Throws where it can never be had, or not now. */
  candidates(spec: MachineSpec, region: string | undefined): Promise<readonly Candidate[]>;
  /** By the last list that was read. */
  readonly usdPerHour: NonNullable<Registration['usdPerHour']>;
}

export function createCatalogue({ send }: Client): Catalogue {
  let known: readonly OfferedType[] = [];

  async function read(): Promise<readonly OfferedType[]> {
    known = await send({ method: 'GET', path: '/instance-types', read: ({ data }) => readTypes(data) });
    return known;
  }

  async function regions(): Promise<readonly string[]> {
    const images = await send({ method: 'GET', path: '/images', read: ({ data }) => readImageRegions(data) });
    return [...new Set([...images, ...(await read()).flatMap((type) => type.regions)])].sort();
  }

  return {
    read,
    regions,
    candidates: async (spec, region) => {
      const types = await read();
      const fitting = fittingTypes(types, spec);
      if (fitting.length === 0) throw refuse('spec cannot be honoured: Lambda has no machine type for it');
      const isFreeThere = region === undefined || types.some((type) => type.regions.includes(region));
      if (!isFreeThere && !(await regions()).includes(region)) {
        throw refuse(`there is no region ${JSON.stringify(region)}`);
      }
      const free = fitting.flatMap((type) => type.regions.map((each) => ({ type, region: each })));
      const wanted = free.filter((each) => region === undefined || each.region === region);
      if (wanted.length === 0) throw noCapacity();
      return wanted;
    },
    usdPerHour: (kind, request) => priceOf(known, kind, request),
  };
}

function noCapacity(): ProviderError {
  const cause = new Error('no region is listed with capacity for it');
  const message = 'Lambda has no machine of this size there right now';
  return new ProviderError('CAPACITY_ERROR', message, { provider: providerName, cause });
}

function readTypes(data: unknown): readonly OfferedType[] {
  return Object.values(record(data, 'instance types')).map((entry) => {
    const { instance_type, regions_with_capacity_available: regions } = record(entry, 'an instance type');
    const type = record(instance_type, 'a type');
    return {
      name: text(type.name, 'name'),
      usdPerHour: number(type.price_cents_per_hour, 'price_cents_per_hour') / 100,
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

function readImageRegions(data: unknown): readonly string[] {
  return list(data, 'images').map((image) => readRegion(record(image, 'an image').region));
}
