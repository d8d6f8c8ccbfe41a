import { type Answer, problem } from './answer.ts';
import {
  type CpuType,
  cpuTypes,
  type GpuType,
  gpuTypes,
  placesOf,
  regionOfDataCenter,
  vcpuRange,
} from './catalogue.ts';
import type { Store } from './store.ts';

/** `GET /v2/catalog/{gpus,cpus,datacenters}`, whole or one by its id. */
export function getCatalogue(store: Store, kind: string, id: string | null, search: string): Answer | null {
  const query = new URLSearchParams(search);
  const include = query.get('include');
  if (kind !== 'datacenters' && include === 'AVAILABILITY' && query.get('product') === null) {
    return problem(400, 'product is required with include=AVAILABILITY');
  }
  const entries = entriesOf(store, kind, include !== null);
  if (entries === null) return null;
  if (id === null) return { status: 200, body: { [listNames[kind] ?? kind]: entries } };
  const found = entries.find((entry) => entry.id === id);
  return found ? { status: 200, body: found } : problem(404, `${kind} ${id} not found`);
}

const listNames: Readonly<Record<string, string>> = { datacenters: 'dataCenters' };

interface Entry extends Readonly<Record<string, unknown>> {
  readonly id: string;
}

function entriesOf({ options }: Store, kind: string, withStock: boolean): readonly Entry[] | null {
  const { dataCenters } = options;
  if (kind === 'gpus') return gpuTypes.map((type) => gpuEntry(type, dataCenters, withStock));
  if (kind === 'cpus') return cpuTypes.map((type) => cpuEntry(type, dataCenters, withStock));
  return kind === 'datacenters' ? dataCenters.map(dataCenterEntry) : null;
}

function gpuEntry(type: GpuType, dataCenters: readonly string[], withStock: boolean): Entry {
  const { id, name, memoryGb: memory, maxCount } = type;
  return {
    id,
    name,
    pool: null,
    manufacturer: 'NVIDIA',
    memory,
    secure: true,
    community: true,
    price: { secure: type.priceSecure, community: type.priceCommunity, serverless: 0 },
    maxCount: { secure: maxCount, community: maxCount },
    ...(withStock && stockIn(dataCenters, placesOf(type, dataCenters))),
  };
}

function cpuEntry(type: CpuType, dataCenters: readonly string[], withStock: boolean): Entry {
  const { id, name, group, ramGbPerVcpu, pricePerVcpu } = type;
  return {
    id,
    name,
    group,
    vcpu: vcpuRange,
    ramGbPerVcpu,
    price: { securePerVcpu: pricePerVcpu, serverlessPerVcpu: 0 },
    ...(withStock && stockIn(dataCenters, dataCenters)),
  };
}

function stockIn(all: readonly string[], places: readonly string[]): object {
  const dataCenters = all.map((id) => ({ id, name: id, availability: places.includes(id) ? 'HIGH' : 'NONE' }));
  return { availability: places.length > 0 ? 'HIGH' : 'NONE', dataCenters };
}

function dataCenterEntry(id: string): Entry {
  const region = regionOfDataCenter[id.slice(0, 2)] ?? 'UNKNOWN';
  return { id, name: id, region, networkVolumeTypes: ['STANDARD'], compliance: [], globalNetwork: false };
}
