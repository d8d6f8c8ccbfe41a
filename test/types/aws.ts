import type { Instance, Snapshot } from 'assay';
import { type AwsInstance, type AwsProvider, type AwsSnapshot, createAws, project, projectSnapshot } from 'assay/aws';
import { a } from './declared.ts';

// A control plane is handed the projected view: what only AWS has is not in it, at type level either.

const instance = a<AwsInstance>();
const shown: Instance = project(instance);
export const zone: string | undefined = instance.aws.availabilityZone;
export const devices: readonly (string | undefined)[] = instance.aws.volumes.map(({ device }) => device);
// @ts-expect-error TS2339
void project(instance).aws;
// @ts-expect-error TS2339
void shown.availabilityZone;

const snapshot = a<AwsSnapshot>();
const shownSnapshot: Snapshot = projectSnapshot(snapshot);
export const encrypted: boolean = snapshot.aws.encrypted;
// @ts-expect-error TS2339
void shownSnapshot.encrypted;
// @ts-expect-error TS2339
void projectSnapshot(snapshot).aws;

export async function controlPlane(provider: AwsProvider): Promise<void> {
  const spawned = await provider.spawn({ spec: { cpus: 1, memoryMiB: 512 } });
  // @ts-expect-error TS2339
  void spawned.aws;
  const found = await provider.get(spawned.id);
  // @ts-expect-error TS2339
  void found?.availabilityZone;
  const [listed] = await provider.list();
  // @ts-expect-error TS2339
  void listed?.aws;
  // @ts-expect-error TS2339
  void (await provider.resume(spawned.id)).aws;
  // @ts-expect-error TS2339
  void (await provider.getSnapshotStatus('ami')).aws;
}

/** Code that is written for AWS asks for everything, and hands on the generic view. */
export async function ownCode(): Promise<readonly [Instance | null, string | undefined]> {
  const { enhanced } = await createAws(a());
  const whole = await enhanced.get('i');
  const pictured = await enhanced.snapshots.get('ami');
  return [whole && enhanced.project(whole), whole?.aws.availabilityZone ?? pictured?.aws.disks[0]?.id];
}

export async function gated(): Promise<void> {
  const { provider } = await createAws(a());
  void provider.hibernate('i');
  void provider.claimWarmVolume();
}
