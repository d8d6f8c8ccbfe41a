import type { LoadedSubject } from './engine/loaded-subject.ts';
import { registeredAws } from './registry/aws.ts';
import { registeredCoreweave } from './registry/coreweave.ts';
import { registeredGcp } from './registry/gcp.ts';
import { registeredLambda } from './registry/lambda.ts';
import { registeredOrbstack } from './registry/orbstack.ts';
import { mustBeRegistered, type RegisteredName, registeredNames } from './registry/registered-names.ts';
import { type RegisteredProvider, toSubject } from './registry/registered-provider.ts';
import { registeredRunpod } from './registry/runpod.ts';
import { registeredSlurm } from './registry/slurm.ts';

const byName: Readonly<Record<RegisteredName, RegisteredProvider>> = {
  orbstack: registeredOrbstack,
  aws: registeredAws,
  lambda: registeredLambda,
  runpod: registeredRunpod,
  slurm: registeredSlurm,
  gcp: registeredGcp,
  coreweave: registeredCoreweave,
};

/** Every provider of ours, in the order in which a run takes them. */
export const registeredProviders: readonly RegisteredProvider[] = registeredNames.map((name) => byName[name]);

/** The registered provider of that name. Throws SubjectError, with the nearest name where one is near. */
export function findRegistered(name: string): LoadedSubject {
  mustBeRegistered(name);
  return toSubject(byName[name]);
}
