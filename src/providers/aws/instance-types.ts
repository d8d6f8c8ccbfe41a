import type { GpuSpec, MachineSpec } from '../../provider/instance.ts';
import { fittingTypes, type MachineType } from '../../provider/machine-types.ts';
import { refuse } from './provider-name.ts';

/** A machine type that spawn may choose. Prices are those of us-east-1, on demand; other regions differ by some tenths. */
export interface InstanceType extends MachineType {
  /** Families without GPU hibernate, up to 150 GiB. */
  readonly hibernates: boolean;
}

/** A choice of current families, not all that EC2 has. Disks are of any size, beside the machine. */
export const instanceTypes: readonly InstanceType[] = [
  plain('t3.micro', 2, 1, 0.0104),
  plain('t3.small', 2, 2, 0.0208),
  plain('t3.medium', 2, 4, 0.0416),
  plain('m7i.large', 2, 8, 0.1008),
  plain('r7i.large', 2, 16, 0.1323),
  plain('c7i.xlarge', 4, 8, 0.1785),
  plain('m7i.xlarge', 4, 16, 0.2016),
  plain('r7i.xlarge', 4, 32, 0.2646),
  plain('c7i.2xlarge', 8, 16, 0.357),
  plain('m7i.2xlarge', 8, 32, 0.4032),
  plain('r7i.2xlarge', 8, 64, 0.5292),
  plain('c7i.4xlarge', 16, 32, 0.714),
  plain('m7i.4xlarge', 16, 64, 0.8064),
  withGpu('g4dn.xlarge', 4, 16, { model: 'T4', count: 1 }, 0.526),
  withGpu('g4dn.12xlarge', 48, 192, { model: 'T4', count: 4 }, 3.912),
  withGpu('g6.xlarge', 4, 16, { model: 'L4', count: 1 }, 0.8048),
  withGpu('g6.12xlarge', 48, 192, { model: 'L4', count: 4 }, 4.6016),
  withGpu('g5.xlarge', 4, 16, { model: 'A10G', count: 1 }, 1.006),
  withGpu('p5.48xlarge', 192, 2_048, { model: 'H100', count: 8 }, 55.04),
];

function plain(name: string, cpus: number, memoryGiB: number, usdPerHour: number): InstanceType {
  return { name, spec: { cpus, memoryMiB: memoryGiB * 1_024 }, usdPerHour, hibernates: true };
}

function withGpu(name: string, cpus: number, memoryGiB: number, gpu: GpuSpec, usdPerHour: number): InstanceType {
  return { name, spec: { cpus, memoryMiB: memoryGiB * 1_024, gpu }, usdPerHour, hibernates: false };
}

/** The cheapest type that is at least as large, with exactly the GPUs asked for. Throws INVALID_SPEC where there is none. */
export function pickInstanceType(spec: MachineSpec): InstanceType {
  const { diskGiB: _diskGiB, ...machine } = spec;
  const [found] = fittingTypes(instanceTypes, machine);
  if (found) return found;
  const gpus = spec.gpu === undefined ? 'no GPU' : `${spec.gpu.count} × ${spec.gpu.model}`;
  throw refuse(`spec: no machine type with ${spec.cpus} CPUs, ${spec.memoryMiB} MiB and ${gpus}`);
}

/** How much dearer than the cheapest a machine may be that is taken because there are no others. */
const dearerAtMost = 2;
const alternativesMax = 3;

/** The cheapest type and what does as well for a price not far above it. */
export function pickAlternatives(spec: MachineSpec): readonly InstanceType[] {
  const { usdPerHour } = pickInstanceType(spec);
  const { diskGiB: _diskGiB, ...machine } = spec;
  return fittingTypes(instanceTypes, machine)
    .filter((type) => type.usdPerHour <= usdPerHour * dearerAtMost)
    .slice(0, alternativesMax);
}

/** What a type is made of, in fresh objects; undefined for one of somebody else's choice. */
export function specOfType(name: string | undefined): MachineSpec | undefined {
  const type = instanceTypes.find((candidate) => candidate.name === name);
  return type && structuredClone(type.spec);
}
