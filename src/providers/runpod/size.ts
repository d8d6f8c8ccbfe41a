import type { GpuSpec, MachineSpec } from '../../provider/instance.ts';
import { fittingTypes } from '../../provider/machine-types.ts';
import type { Catalogue, GpuType } from './catalogue.ts';
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
  const { cpus, memoryMiB } = spec;
  const [type] = fittingTypes(await catalogue.cpus(), { cpus, memoryMiB });
  if (type === undefined) throw refuse(`no CPU flavor has ${cpus} vCPUs and ${memoryMiB} MiB`);
  return { cpu: { id: type.name, vcpuCount: type.spec.cpus } };
}

async function gpuSize(spec: MachineSpec, { model, count }: GpuSpec, catalogue: Catalogue): Promise<GpuSize> {
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
