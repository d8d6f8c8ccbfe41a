/** A GPU type as `GET /v2/catalog/gpus` tells it, and what the spot market asks for one. Prices are US dollars an hour. */
export interface GpuType {
  readonly id: string;
  readonly name: string;
  readonly memoryGb: number;
  readonly priceSecure: number;
  readonly priceCommunity: number;
  readonly minimumBid: number;
  readonly maxCount: number;
  /** How many of the data centers have it, from the first. */
  readonly dataCenters: number;
}

export const gpuTypes: readonly GpuType[] = [
  gpu('NVIDIA GeForce RTX 4090', 'RTX 4090', 24, [0.69, 0.34, 0.2], 4, 3),
  gpu('NVIDIA A40', 'A40', 48, [0.4, 0.35, 0.18], 8, 2),
  gpu('NVIDIA H100 80GB HBM3', 'H100 SXM', 80, [2.99, 2.69, 1.75], 8, 1),
];

/** What a host gives with each GPU, unless it is asked for more. */
export const perGpu = { vcpus: 8, memoryGb: 46, vcpusMax: 32, memoryGbMax: 256 } as const;

/** A CPU flavor: its memory follows from the number of vCPUs. */
export interface CpuType {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly ramGbPerVcpu: number;
  readonly pricePerVcpu: number;
}

export const vcpuRange = { min: 2, max: 32 } as const;

export const cpuTypes: readonly CpuType[] = [
  { id: 'cpu3c', name: 'Compute-Optimized', group: 'Gen 3', ramGbPerVcpu: 2, pricePerVcpu: 0.03 },
  { id: 'cpu3g', name: 'General Purpose', group: 'Gen 3', ramGbPerVcpu: 4, pricePerVcpu: 0.04 },
  { id: 'cpu3m', name: 'Memory-Optimized', group: 'Gen 3', ramGbPerVcpu: 8, pricePerVcpu: 0.05 },
  { id: 'cpu5c', name: 'Compute-Optimized', group: 'Gen 5', ramGbPerVcpu: 2, pricePerVcpu: 0.035 },
];

/** The container disk of a CPU pod is capped by its size. */
export const diskGbPerVcpu = 10;

export const regionOfDataCenter: Readonly<Record<string, string>> = { EU: 'EUROPE', US: 'NORTH_AMERICA', AP: 'ASIA' };

export function findGpu(id: unknown): GpuType | undefined {
  return gpuTypes.find((type) => type.id === id);
}

export function findCpu(id: unknown): CpuType | undefined {
  return cpuTypes.find((type) => type.id === id);
}

/** The data centers that have a GPU type. */
export function placesOf({ dataCenters }: GpuType, all: readonly string[]): readonly string[] {
  return all.slice(0, dataCenters);
}

function gpu(
  id: string,
  name: string,
  memoryGb: number,
  [priceSecure, priceCommunity, minimumBid]: readonly [number, number, number],
  maxCount: number,
  dataCenters: number,
): GpuType {
  return { id, name, memoryGb, priceSecure, priceCommunity, minimumBid, maxCount, dataCenters };
}
