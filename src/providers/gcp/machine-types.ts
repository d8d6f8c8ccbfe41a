import type { MachineSpec } from '../../provider/instance.ts';
import { fittingTypes, type MachineType } from '../../provider/machine-types.ts';

/** A machine type that the adapter orders. */
export interface OrderedType extends MachineType {
  /** The name that the service knows; one of it may be sold with different accelerators. */
  readonly nativeName: string;
  /** Whether its GPUs are added to it, and are not built in. */
  readonly isAdded: boolean;
  /** Types that share cores are billed for a part of them. */
  readonly billedCpus: number;
}

/** On demand in us-central1, in US dollars. They say which type is the cheapest, and what a run may come to. */
export const orderedTypes: readonly OrderedType[] = [
  general('e2-small', 2, 2, 0.0168, 0.5),
  general('e2-medium', 2, 4, 0.0335, 1),
  general('e2-standard-2', 2, 8, 0.067),
  general('e2-standard-4', 4, 16, 0.134),
  general('e2-standard-8', 8, 32, 0.268),
  general('e2-standard-16', 16, 64, 0.536),
  withGpus('n1-standard-8', 8, 30, 'nvidia-tesla-t4', 1, 0.73, true),
  withGpus('n1-standard-8', 8, 30, 'nvidia-tesla-t4', 2, 1.08, true),
  withGpus('n1-standard-16', 16, 60, 'nvidia-tesla-t4', 1, 1.11, true),
  withGpus('n1-standard-16', 16, 60, 'nvidia-tesla-t4', 2, 1.46, true),
  withGpus('g2-standard-16', 16, 64, 'nvidia-l4', 1, 1.15, false),
  withGpus('g2-standard-24', 24, 96, 'nvidia-l4', 2, 2.0, false),
  withGpus('a2-highgpu-1g', 12, 85, 'nvidia-tesla-a100', 1, 3.67, false),
  withGpus('a2-highgpu-2g', 24, 170, 'nvidia-tesla-a100', 2, 7.35, false),
];

/** The types that are at least what is wanted, the cheapest first. Disks are sized apart from them. */
export function typesFor({ diskGiB: _sizedApart, ...wanted }: MachineSpec): readonly OrderedType[] {
  return fittingTypes(orderedTypes, wanted);
}

/** The size of a type, where it is one of ours. */
export function sizeOf(nativeName: string): Pick<MachineSpec, 'cpus' | 'memoryMiB'> | undefined {
  const found = orderedTypes.find((type) => type.nativeName === nativeName)?.spec;
  return found && { cpus: found.cpus, memoryMiB: found.memoryMiB };
}

function general(
  nativeName: string,
  cpus: number,
  memoryGiB: number,
  usdPerHour: number,
  billedCpus: number = cpus,
): OrderedType {
  const spec = { cpus, memoryMiB: memoryGiB * 1_024 };
  return { name: nativeName, nativeName, isAdded: false, billedCpus, usdPerHour, spec };
}

function withGpus(
  nativeName: string,
  cpus: number,
  memoryGiB: number,
  model: string,
  count: number,
  usdPerHour: number,
  isAdded: boolean,
): OrderedType {
  const spec = { cpus, memoryMiB: memoryGiB * 1_024, gpu: { model, count } };
  return { name: `${nativeName}+${count}x${model}`, nativeName, isAdded, billedCpus: cpus, usdPerHour, spec };
}
