import {
  type AnyProvider,
  type Instance,
  noCapabilities,
  type Provider,
  type Registration,
  type Snapshot,
  supports,
} from 'assay';
import { a } from './declared.ts';

// A provider may extend the generic types: its own callers see them, a control plane sees the generic ones.

interface AwsInstance extends Instance {
  readonly instanceType: string;
}

interface AwsSnapshot extends Snapshot {
  readonly encrypted: boolean;
}

const capabilities = { ...noCapabilities, snapshots: true, hibernation: true } as const;
const aws = a<Provider<AwsInstance, AwsSnapshot, typeof capabilities>>();

export async function keep(): Promise<readonly string[]> {
  const spawned = await aws.spawn({ spec: { cpus: 1, memoryMiB: 512 } });
  const resumed = await aws.resume(spawned.id);
  const found = await aws.get(spawned.id);
  const listed = await aws.list();
  return [spawned.instanceType, resumed.instanceType, found?.instanceType ?? '', listed[0]?.instanceType ?? ''];
}

export const encrypted: Promise<boolean> = aws.createSnapshot('i').then((snapshot) => snapshot.encrypted);

export const registration: Registration = { provider: aws, hooks: a<Registration['hooks']>() };

export async function project(provider: AnyProvider): Promise<void> {
  const instance = await provider.spawn({ spec: { cpus: 1, memoryMiB: 512 } });
  // @ts-expect-error TS2339
  void instance.instanceType;
  if (!supports(provider, 'snapshots')) return;
  const snapshot = await provider.createSnapshot(instance.id);
  // @ts-expect-error TS2339
  void snapshot.encrypted;
}

void project(aws);

// @ts-expect-error TS2741
export type NoInstance = Provider<{ readonly id: number }>;

// A provider that keeps the generic instance does not pass for one with more.
// @ts-expect-error TS2322
export const poorer: typeof aws = a<Provider<Instance, Snapshot, typeof capabilities>>();
