import type { LoadedSubject } from '../engine/loaded-subject.ts';
import { mustBeRegistered, type RegisteredName } from './registered-names.ts';
import { type RegisteredProvider, toSubject } from './registered-provider.ts';

/** One of our providers without the others: a process that needs one starts in half the time. Throws SubjectError. */
export async function loadRegistered(name: string): Promise<LoadedSubject> {
  mustBeRegistered(name);
  return toSubject(await loaders[name]());
}

const loaders: Readonly<Record<RegisteredName, () => Promise<RegisteredProvider>>> = {
  orbstack: async () => (await import('./orbstack.ts')).registeredOrbstack,
  aws: async () => (await import('./aws.ts')).registeredAws,
  lambda: async () => (await import('./lambda.ts')).registeredLambda,
  runpod: async () => (await import('./runpod.ts')).registeredRunpod,
  slurm: async () => (await import('./slurm.ts')).registeredSlurm,
  gcp: async () => (await import('./gcp.ts')).registeredGcp,
  coreweave: async () => (await import('./coreweave.ts')).registeredCoreweave,
};
