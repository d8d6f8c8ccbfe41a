import { closest, distance } from 'fastest-levenshtein';
import { type LoadedSubject, SubjectError } from './engine/loaded-subject.ts';
import { registeredAws } from './registry/aws.ts';
import { registeredCoreweave } from './registry/coreweave.ts';
import { registeredGcp } from './registry/gcp.ts';
import { registeredLambda } from './registry/lambda.ts';
import { registeredOrbstack } from './registry/orbstack.ts';
import { type RegisteredProvider, toSubject } from './registry/registered-provider.ts';
import { registeredRunpod } from './registry/runpod.ts';
import { registeredSlurm } from './registry/slurm.ts';

/** Every provider of ours, in the order in which a run takes them. */
export const registeredProviders: readonly RegisteredProvider[] = [
  registeredOrbstack,
  registeredAws,
  registeredLambda,
  registeredRunpod,
  registeredSlurm,
  registeredGcp,
  registeredCoreweave,
];

/** The registered provider of that name. Throws SubjectError, with the nearest name where one is near. */
export function findRegistered(name: string): LoadedSubject {
  const found = registeredProviders.find((provider) => provider.name === name);
  if (!found) throw new SubjectError(unknownProvider(name));
  return toSubject(found);
}

/** How many letters may be wrong in a name for it to be taken as meant. */
const typosMax = 3;

function unknownProvider(name: string): string {
  const names = registeredProviders.map((provider) => provider.name);
  const nearest = closest(name, names);
  const isNear = distance(name, nearest) <= typosMax;
  const hint = isNear ? `did you mean ${nearest}?` : `the registered ones are ${names.join(', ')}`;
  return `there is no provider ${name}: ${hint}; a module is given by its path, such as ./${name}.ts`;
}
