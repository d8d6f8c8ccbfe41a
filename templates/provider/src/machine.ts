import type { Instance, InstanceStatus } from 'assay';

/** A machine as Acme tells of it. */
interface Machine {
  readonly id: string;
  readonly state: string;
  readonly name?: string;
  readonly cpus: number;
  readonly memory_mib: number;
  readonly labels: Readonly<Record<string, string>>;
}

const statuses: Readonly<Record<string, InstanceStatus>> = {
  booting: 'starting',
  up: 'running',
  leaving: 'terminating',
};

export function toInstance(native: unknown): Instance {
  const { id, state, name, cpus, memory_mib: memoryMiB, labels } = native as Machine;
  // A word that nobody knows is mapped too, never passed through.
  const status = statuses[state] ?? 'pending';
  return { id, status, spec: { cpus, memoryMiB }, tags: labels, region: 'here', ...(name !== undefined && { name }) };
}

/** An id of another shape was never given out, and in a path it could mean something else. */
export function isMachineId(id: string): boolean {
  return /^[a-z0-9-]+$/.test(id);
}
