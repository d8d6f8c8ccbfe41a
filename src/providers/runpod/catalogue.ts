import { list, number, record, text, whole } from '../../provider/body-fields.ts';
import type { Clock } from '../../provider/context.ts';
import type { RunpodClient } from './client.ts';

export interface GpuType {
  readonly id: string;
  readonly countMax: number;
  readonly usdPerHour: number;
  /** The data centers that have it now. */
  readonly dataCenters: readonly string[];
}

export interface CpuType {
  readonly id: string;
  readonly vcpusMin: number;
  readonly vcpusMax: number;
  readonly gbPerVcpu: number;
  readonly usdPerVcpuHour: number;
}

/** What can be had, and where. Kept for a while: it changes by the month, and every spawn asks for it. */
export interface Catalogue {
  gpus(): Promise<readonly GpuType[]>;
  cpus(): Promise<readonly CpuType[]>;
  /** Ids of data centers, and whether they have network volumes. */
  dataCenters(): Promise<readonly DataCenter[]>;
  /** The newest that was read, if any: for who may not wait. */
  readonly known: { readonly gpus?: readonly GpuType[]; readonly cpus?: readonly CpuType[] };
}

export interface DataCenter {
  readonly id: string;
  readonly hasVolumes: boolean;
}

const keptMs = 600_000;

export function createCatalogue(client: RunpodClient, clock: Clock): Catalogue {
  const gpus = kept(clock, () => client.get('/catalog/gpus?include=AVAILABILITY&product=POD', readGpus));
  const cpus = kept(clock, () => client.get('/catalog/cpus', readCpus));
  const dataCenters = kept(clock, () => client.get('/catalog/datacenters', readDataCenters));
  return {
    gpus: gpus.read,
    cpus: cpus.read,
    dataCenters: dataCenters.read,
    get known() {
      const [gpuTypes, cpuTypes] = [gpus.last(), cpus.last()];
      return { ...(gpuTypes && { gpus: gpuTypes }), ...(cpuTypes && { cpus: cpuTypes }) };
    },
  };
}

interface Kept<T> {
  read(): Promise<T>;
  last(): T | undefined;
}

/** Asks once in a while. A failure is not kept. */
function kept<T>(clock: Clock, ask: () => Promise<T>): Kept<T> {
  let value: T | undefined;
  let readAtMs = 0;
  return {
    read: async () => {
      if (value !== undefined && clock.monotonic() < readAtMs + keptMs) return value;
      value = await ask();
      readAtMs = clock.monotonic();
      return value;
    },
    last: () => value,
  };
}

function readGpus(body: unknown): readonly GpuType[] {
  return list(record(body, 'the catalogue').gpus, 'gpus').map((each) => {
    const gpu = record(each, 'a GPU type');
    const stock = list(gpu.dataCenters, 'dataCenters').map((place) => record(place, 'a data center'));
    return {
      id: text(gpu.id, 'id'),
      countMax: whole(record(gpu.maxCount, 'maxCount').secure, 'maxCount.secure'),
      usdPerHour: number(record(gpu.price, 'price').secure, 'price.secure'),
      dataCenters: stock.filter(({ availability }) => availability !== 'NONE').map(({ id }) => text(id, 'id')),
    };
  });
}

function readCpus(body: unknown): readonly CpuType[] {
  return list(record(body, 'the catalogue').cpus, 'cpus').map((each) => {
    const cpu = record(each, 'a CPU flavor');
    const vcpu = record(cpu.vcpu, 'vcpu');
    return {
      id: text(cpu.id, 'id'),
      vcpusMin: whole(vcpu.min, 'vcpu.min'),
      vcpusMax: whole(vcpu.max, 'vcpu.max'),
      gbPerVcpu: number(cpu.ramGbPerVcpu, 'ramGbPerVcpu'),
      usdPerVcpuHour: number(record(cpu.price, 'price').securePerVcpu, 'price.securePerVcpu'),
    };
  });
}

function readDataCenters(body: unknown): readonly DataCenter[] {
  return list(record(body, 'the catalogue').dataCenters, 'dataCenters').map((each) => {
    const place = record(each, 'a data center');
    const types = list(place.networkVolumeTypes, 'networkVolumeTypes');
    return { id: text(place.id, 'id'), hasVolumes: types.length > 0 };
  });
}
