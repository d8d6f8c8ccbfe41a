import type { GpuSpec, MachineSpec } from '../../provider/instance.ts';
import type { Catalogue, CpuType, GpuType } from './catalogue.ts';
import { refuse } from './names.ts';

/** What a spec comes to here: a flavor of CPU pods, or GPUs with the least that their host must give each. */
export type Size = { readonly cpu: { readonly id: string; readonly vcpuCount: number } } | { readonly gpu: GpuSize };

export interface GpuSize {
  readonly id: string;
  readonly count: number;
  readonly minVcpuCountPerGpu: number;
  readonly minRamPerGpu: number;
}

const mibPerGb = 1_024;

/** Rounds up to what is sold. Throws INVALID_SPEC where nothing is large enough. */
export async function sizeFor(spec: MachineSpec, catalogue: Catalogue): Promise<Size> {
  if (spec.gpu !== undefined) return { gpu: await gpuSize(spec, spec.gpu, catalogue) };
  const cpu = cheapestCpu(spec, await catalogue.cpus());
  if (cpu === undefined) throw refuse(`no CPU flavor has ${spec.cpus} vCPUs and ${spec.memoryMiB} MiB`);
  return { cpu: { id: cpu.type.id, vcpuCount: cpu.vcpus } };
}

export async function gpuSize(spec: MachineSpec, { model, count }: GpuSpec, catalogue: Catalogue): Promise<GpuSize> {
  const type = await findGpu(model, catalogue);
  if (count > type.countMax) throw refuse(`spec.gpu.count must be at most ${type.countMax} for ${model}`);
  return {
    id: model,
    count,
    minVcpuCountPerGpu: Math.ceil(spec.cpus / count),
    minRamPerGpu: Math.ceil(spec.memoryMiB / mibPerGb / count),
  };
}

async function findGpu(model: string, catalogue: Catalogue): Promise<GpuType> {
  const types = await catalogue.gpus();
  const type = types.find(({ id }) => id === model);
  if (type === undefined) throw refuse(`spec.gpu.model must be one of ${types.map(({ id }) => id).join(', ')}`);
  return type;
}

interface CpuChoice {
  readonly type: CpuType;
  readonly vcpus: number;
  readonly usdPerHour: number;
}

/** The cheapest flavor in the smallest size that is enough. Sizes are powers of two. */
export function cheapestCpu({ cpus, memoryMiB }: MachineSpec, types: readonly CpuType[]): CpuChoice | undefined {
  return types
    .map((type): CpuChoice => {
      const least = Math.max(cpus, type.vcpusMin, memoryMiB / mibPerGb / type.gbPerVcpu);
      const vcpus = 2 ** Math.ceil(Math.log2(least));
      return { type, vcpus, usdPerHour: vcpus * type.usdPerVcpuHour };
    })
    .filter(({ type, vcpus }) => vcpus <= type.vcpusMax)
    .reduce<CpuChoice | undefined>(
      (best, each) => (best && best.usdPerHour <= each.usdPerHour ? best : each),
      undefined,
    );
}
