/** What one machine type of the catalogue is made of. */
export interface InstanceTypeFacts {
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly gpu?: { readonly model: string; readonly count: number };
  /** Hundredths of a US cent per hour, on demand; spot moves below it. */
  readonly price: number;
  readonly hibernates: boolean;
}

/** A part of the real catalogue. */
export const instanceTypes: Readonly<Record<string, InstanceTypeFacts>> = {
  't3.micro': { vcpus: 2, memoryMiB: 1_024, price: 104, hibernates: true },
  't3.small': { vcpus: 2, memoryMiB: 2_048, price: 208, hibernates: true },
  't3.medium': { vcpus: 2, memoryMiB: 4_096, price: 416, hibernates: true },
  'm7i.large': { vcpus: 2, memoryMiB: 8_192, price: 1_008, hibernates: true },
  'r7i.large': { vcpus: 2, memoryMiB: 16_384, price: 1_323, hibernates: true },
  'c7i.xlarge': { vcpus: 4, memoryMiB: 8_192, price: 1_785, hibernates: true },
  'm7i.xlarge': { vcpus: 4, memoryMiB: 16_384, price: 2_016, hibernates: true },
  'r7i.xlarge': { vcpus: 4, memoryMiB: 32_768, price: 2_646, hibernates: true },
  'c7i.2xlarge': { vcpus: 8, memoryMiB: 16_384, price: 3_570, hibernates: true },
  'm7i.2xlarge': { vcpus: 8, memoryMiB: 32_768, price: 4_032, hibernates: true },
  'r7i.2xlarge': { vcpus: 8, memoryMiB: 65_536, price: 5_292, hibernates: true },
  'c7i.4xlarge': { vcpus: 16, memoryMiB: 32_768, price: 7_140, hibernates: true },
  'm7i.4xlarge': { vcpus: 16, memoryMiB: 65_536, price: 8_064, hibernates: true },
  'g4dn.xlarge': { vcpus: 4, memoryMiB: 16_384, gpu: { model: 'T4', count: 1 }, price: 5_260, hibernates: false },
  'g4dn.12xlarge': { vcpus: 48, memoryMiB: 196_608, gpu: { model: 'T4', count: 4 }, price: 39_120, hibernates: false },
  'g5.xlarge': { vcpus: 4, memoryMiB: 16_384, gpu: { model: 'A10G', count: 1 }, price: 10_060, hibernates: false },
  'g6.xlarge': { vcpus: 4, memoryMiB: 16_384, gpu: { model: 'L4', count: 1 }, price: 8_048, hibernates: false },
  'g6.12xlarge': { vcpus: 48, memoryMiB: 196_608, gpu: { model: 'L4', count: 4 }, price: 46_016, hibernates: false },
  'p5.48xlarge': {
    vcpus: 192,
    memoryMiB: 2_097_152,
    gpu: { model: 'H100', count: 8 },
    price: 550_400,
    hibernates: false,
  },
};

/** Own properties only: nobody sells a `constructor`. */
export function instanceTypeOf(name: string): InstanceTypeFacts | undefined {
  return Object.hasOwn(instanceTypes, name) ? instanceTypes[name] : undefined;
}
