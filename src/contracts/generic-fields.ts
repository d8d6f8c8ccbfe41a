import type { GpuSpec, Instance, MachineSpec } from '../provider/instance.ts';
import { isObject } from '../provider/is-object.ts';
import type { Snapshot } from '../provider/resources.ts';

/** Every field that the generic types have; the compiler keeps the lists complete. */
export const instanceFields: Fields<Instance> = {
  id: true,
  status: true,
  name: true,
  region: true,
  image: true,
  spec: true,
  tags: true,
  network: true,
  volumeIds: true,
  spot: true,
  reason: true,
  createdAt: true,
};

export const snapshotFields: Fields<Snapshot> = { id: true, status: true, progress: true, instanceId: true };

const specFields: Fields<MachineSpec> = { cpus: true, memoryMiB: true, diskGiB: true, gpu: true };
const gpuFields: Fields<GpuSpec> = { model: true, count: true };

type Fields<T> = { readonly [K in keyof Required<T>]: true };

/** What an instance has beside the generic fields, also within its spec. Tags are the caller's own. */
export function foreignToInstance(value: unknown): readonly string[] {
  const spec = isObject(value) ? value.spec : undefined;
  const gpu = isObject(spec) ? spec.gpu : undefined;
  return [
    ...foreign(value, instanceFields),
    ...foreign(spec, specFields).map((name) => `spec.${name}`),
    ...foreign(gpu, gpuFields).map((name) => `spec.gpu.${name}`),
  ];
}

export function foreignToSnapshot(value: unknown): readonly string[] {
  return foreign(value, snapshotFields);
}

/** A field without a value shows nothing. */
function foreign(value: unknown, fields: object): readonly string[] {
  if (!isObject(value)) return [];
  return Object.keys(value).filter((name) => value[name] !== undefined && !Object.hasOwn(fields, name));
}
