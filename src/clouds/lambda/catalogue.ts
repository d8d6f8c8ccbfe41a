/** A machine type as `GET /instance-types` describes it. */
export interface InstanceType {
  readonly name: string;
  readonly description: string;
  readonly gpu_description: string;
  readonly price_cents_per_hour: number;
  readonly specs: {
    readonly vcpus: number;
    readonly memory_gib: number;
    readonly storage_gib: number;
    readonly gpus: number;
  };
}

/** A part of the real list. Of the types without GPUs only `cpu_4x_general` is known by name; the others are like it. */
export const instanceTypes: readonly InstanceType[] = [
  cpuType('cpu_4x_general', 4, 16, 8),
  cpuType('cpu_16x_general', 16, 64, 32),
  cpuType('cpu_64x_general', 64, 256, 128),
  gpuType('gpu_1x_a10', 1, 'A10 (24 GB PCIe)', 30, 200, 75),
  gpuType('gpu_1x_a6000', 1, 'A6000 (48 GB)', 14, 100, 80),
  gpuType('gpu_2x_a6000', 2, 'A6000 (48 GB)', 28, 200, 160),
  gpuType('gpu_4x_a6000', 4, 'A6000 (48 GB)', 56, 400, 320),
  gpuType('gpu_1x_h100_pcie', 1, 'H100 (80 GB PCIe)', 26, 225, 249),
  gpuType('gpu_1x_h100_sxm5', 1, 'H100 (80 GB SXM5)', 26, 225, 329),
  gpuType('gpu_2x_h100_sxm5', 2, 'H100 (80 GB SXM5)', 52, 450, 638),
  gpuType('gpu_4x_h100_sxm5', 4, 'H100 (80 GB SXM5)', 104, 900, 1_236),
  gpuType('gpu_8x_h100_sxm5', 8, 'H100 (80 GB SXM5)', 208, 1_800, 2_392),
];

/** There is always room for one of these, everywhere. */
export const neverSoldOut = 'cpu_64x_general';

/** Models of which one and two can be had. */
export const gpuModels: readonly string[] = ['A6000 (48 GB)', 'H100 (80 GB SXM5)'];

export const imageFamilies: readonly string[] = ['lambda-stack-24-04', 'lambda-stack-22-04', 'ubuntu-24-04'];

function cpuType(name: string, vcpus: number, memoryGib: number, cents: number): InstanceType {
  return {
    name,
    description: `${vcpus} vCPUs`,
    gpu_description: 'N/A',
    price_cents_per_hour: cents,
    specs: { vcpus, memory_gib: memoryGib, storage_gib: 512, gpus: 0 },
  };
}

function gpuType(
  name: string,
  gpus: number,
  model: string,
  vcpus: number,
  memoryGib: number,
  cents: number,
): InstanceType {
  return {
    name,
    description: `${gpus}x ${model}`,
    gpu_description: model,
    price_cents_per_hour: cents,
    specs: { vcpus, memory_gib: memoryGib, storage_gib: 1_400, gpus },
  };
}
