import type { MachineSpec } from './instance.ts';

/** What a caller is given is his to change. By hand: structuredClone costs a simulated call several times as much. */
export function copySpec(spec: MachineSpec): MachineSpec {
  return { ...spec, ...(spec.gpu && { gpu: { ...spec.gpu } }) };
}
