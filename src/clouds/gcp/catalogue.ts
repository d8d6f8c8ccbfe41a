/** A machine type of the service, as far as this model sells it. */
export interface NativeMachineType {
  readonly name: string;
  readonly guestCpus: number;
  readonly memoryMb: number;
  /** Built in: nobody has to ask for them. */
  readonly accelerator?: { readonly type: string; readonly count: number };
}

/** A part of the real list. */
export const machineTypes: readonly NativeMachineType[] = [
  { name: 'e2-small', guestCpus: 2, memoryMb: 2_048 },
  { name: 'e2-medium', guestCpus: 2, memoryMb: 4_096 },
  { name: 'e2-standard-2', guestCpus: 2, memoryMb: 8_192 },
  { name: 'e2-standard-4', guestCpus: 4, memoryMb: 16_384 },
  { name: 'e2-standard-8', guestCpus: 8, memoryMb: 32_768 },
  { name: 'e2-standard-16', guestCpus: 16, memoryMb: 65_536 },
  { name: 'n1-standard-8', guestCpus: 8, memoryMb: 30_720 },
  { name: 'n1-standard-16', guestCpus: 16, memoryMb: 61_440 },
  { name: 'g2-standard-16', guestCpus: 16, memoryMb: 65_536, accelerator: { type: 'nvidia-l4', count: 1 } },
  { name: 'g2-standard-24', guestCpus: 24, memoryMb: 98_304, accelerator: { type: 'nvidia-l4', count: 2 } },
  { name: 'a2-highgpu-1g', guestCpus: 12, memoryMb: 87_040, accelerator: { type: 'nvidia-tesla-a100', count: 1 } },
  { name: 'a2-highgpu-2g', guestCpus: 24, memoryMb: 174_080, accelerator: { type: 'nvidia-tesla-a100', count: 2 } },
];

/** What can be added to a machine of the N1 family, one, two or four of them. */
export const addableAccelerators: readonly string[] = ['nvidia-tesla-t4'];

/** Families of images that the public projects offer. */
export const imageFamilies: Readonly<Record<string, readonly string[]>> = {
  'debian-cloud': ['debian-12', 'debian-13'],
  'ubuntu-os-cloud': ['ubuntu-2404-lts-amd64'],
};

export const acceleratorModels: readonly string[] = ['nvidia-l4', 'nvidia-tesla-a100', 'nvidia-tesla-t4'];
