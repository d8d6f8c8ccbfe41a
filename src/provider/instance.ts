import type { ProviderErrorCode } from './provider-error.ts';

/**
 * Every status an instance may have, in life-cycle order.
 *
 * @example
 * const isKnown = instanceStatuses.some((status) => status === 'running');
 */
export const instanceStatuses = [
  'pending',
  'starting',
  'running',
  'stopping',
  'stopped',
  'terminating',
  'terminated',
  'error',
] as const;

/** One of the eight statuses. A native status nobody recognises is mapped by the provider, never passed through. */
export type InstanceStatus = (typeof instanceStatuses)[number];

/** What a machine is made of. Sizes are whole numbers; memory and disk are in MiB and GiB. */
export interface MachineSpec {
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly diskGiB?: number;
  readonly gpu?: GpuSpec;
}

/** GPUs asked for, or reported. */
export interface GpuSpec {
  readonly model: string;
  readonly count: number;
}

/**
 * One machine as the control plane sees it. `spawn` promises `id` and `status` alone; `get` and `list` report
 * whatever else was asked for.
 */
export interface Instance {
  readonly id: string;
  readonly status: InstanceStatus;
  readonly name?: string;
  readonly region?: string;
  readonly image?: string;
  readonly spec?: MachineSpec;
  readonly tags?: Readonly<Record<string, string>>;
  readonly network?: string;
  readonly volumeIds?: readonly string[];
  readonly spot?: boolean;
  /** Why the service ended or failed it, where it says: SPOT_INTERRUPTED for a spot machine that was taken away. */
  readonly reason?: ProviderErrorCode;
  /** ISO 8601, UTC. */
  readonly createdAt?: string;
}
