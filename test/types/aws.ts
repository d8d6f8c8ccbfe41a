import type { Instance } from 'assay';
import { type AwsInstance, type AwsProvider, createAws, project } from 'assay/testbed';
import { a } from './declared.ts';

// A control plane is handed the projected view: what only AWS has is not in it, at type level either.

const instance = a<AwsInstance>();
const shown: Instance = project(instance);
export const zone: string | undefined = instance.aws.availabilityZone;
// @ts-expect-error TS2339
void project(instance).aws;
// @ts-expect-error TS2339
void shown.availabilityZone;

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
}

export async function gated(): Promise<void> {
  const { provider } = await createAws(a());
  void provider.hibernate('i');
  void provider.claimWarmVolume();
}
