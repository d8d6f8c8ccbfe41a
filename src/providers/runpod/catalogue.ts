import { list, number, record, text, whole } from '../../provider/body-fields.ts';
import type { Clock } from '../../provider/context.ts';
import type { MachineType } from '../../provider/machine-types.ts';
import type { RunpodClient } from './client.ts';

export interface GpuType {
  readonly id: string;
  readonly countMax: number;
  readonly usdPerHour: number;
  /** The data centers that have it now. */
  readonly dataCenters: readonly string[];
}

/** What can be had, and where. Kept for a while: it changes by the month, and every spawn asks for it. */
export interface Catalogue {
  gpus(): Promise<readonly GpuType[]>;
  /** The sizes of CPU pods: each flavor in every power of two of vCPUs. Named by their flavor. */
  cpus(): Promise<readonly MachineType[]>;
  /** Ids of data centers, and whether they have network volumes. */
  dataCenters(): Promise<readonly DataCenter[]>;
  /** The newest that was read, if any: for who may not wait. */
  known(): { readonly gpus?: readonly GpuType[]; readonly cpus?: readonly MachineType[] };
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
    known: () => {
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

function readCpus(body: unknown): readonly MachineType[] {
  return list(record(body, 'the catalogue').cpus, 'cpus').flatMap((each) => {
    const cpu = record(each, 'a CPU flavor');
    const { min, max } = record(cpu.vcpu, 'vcpu');
    const gbPerVcpu = number(cpu.ramGbPerVcpu, 'ramGbPerVcpu');
    const usdPerVcpu = number(record(cpu.price, 'price').securePerVcpu, 'price.securePerVcpu');
    return powersOfTwo(whole(min, 'vcpu.min'), whole(max, 'vcpu.max')).map((cpus) => ({
      name: text(cpu.id, 'id'),
      usdPerHour: cpus * usdPerVcpu,
      spec: { cpus, memoryMiB: Math.floor(cpus * gbPerVcpu * 1_024) },
    }));
  });
}

function powersOfTwo(min: number, max: number): readonly number[] {
  return Array.from({ length: 16 }, (_, exponent) => 2 ** exponent).filter((power) => power >= min && power <= max);
}

function readDataCenters(body: unknown): readonly DataCenter[] {
  return list(record(body, 'the catalogue').dataCenters, 'dataCenters').map((each) => {
    const place = record(each, 'a data center');
    const types = list(place.networkVolumeTypes, 'networkVolumeTypes');
    return { id: text(place.id, 'id'), hasVolumes: types.length > 0 };
  });
}
