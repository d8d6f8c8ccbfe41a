import { checkText } from './check-text.ts';
import { checkWhole } from './check-whole.ts';
import type { GpuSpec, MachineSpec } from './instance.ts';
import { isObject } from './is-object.ts';
import type { Refuse } from './refuse.ts';

/** Bounds of a service that says itself what is too large. */
export const unbounded: MachineSpec = {
  cpus: Number.POSITIVE_INFINITY,
  memoryMiB: Number.POSITIVE_INFINITY,
  diskGiB: Number.POSITIVE_INFINITY,
};

/** A size as a fresh object. Where the largest has no disk, disks cannot be sized. */
export function checkSpec(spec: unknown, largest: MachineSpec, refuse: Refuse): MachineSpec {
  if (!isObject(spec)) throw refuse('spec must be an object with cpus and memoryMiB');
  const cpus = checkWhole(spec.cpus, 'spec.cpus', { min: 1, max: largest.cpus }, refuse);
  const memoryMiB = checkWhole(spec.memoryMiB, 'spec.memoryMiB', { min: 1, max: largest.memoryMiB }, refuse);
  const sizes = { cpus, memoryMiB, ...(spec.gpu !== undefined && { gpu: checkGpu(spec.gpu, refuse) }) };
  if (spec.diskGiB === undefined) return sizes;
  if (largest.diskGiB === undefined) throw refuse('spec.diskGiB cannot be honoured: this host does not size disks');
  return { ...sizes, diskGiB: checkWhole(spec.diskGiB, 'spec.diskGiB', { min: 1, max: largest.diskGiB }, refuse) };
}

function checkGpu(gpu: unknown, refuse: Refuse): GpuSpec {
  if (!isObject(gpu)) throw refuse('spec.gpu must be an object with model and count');
  return {
    model: checkText(gpu.model, 'spec.gpu.model', refuse),
    count: checkWhole(gpu.count, 'spec.gpu.count', { min: 1, max: Number.POSITIVE_INFINITY }, refuse),
  };
}
