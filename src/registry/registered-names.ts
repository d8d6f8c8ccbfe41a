import { closest, distance } from 'fastest-levenshtein';
import { SubjectError } from '../engine/loaded-subject.ts';

/** The names of our providers, in the order in which a run takes them. Known without loading any. */
export const registeredNames = ['orbstack', 'aws', 'lambda', 'runpod', 'slurm', 'gcp', 'coreweave'] as const;
export type RegisteredName = (typeof registeredNames)[number];

/** How much work it is to certify one beside the others; one that is not ours is as much as most. */
export function costToCertify(name: string): number {
  return isRegistered(name) ? (costs[name] ?? 1) : 1;
}

const costs: { readonly [Name in RegisteredName]?: number } = { aws: 6, gcp: 2, coreweave: 1.5 };

/** Throws SubjectError where none of ours has that name, with the nearest name where one is near. */
export function mustBeRegistered(name: string): asserts name is RegisteredName {
  if (!isRegistered(name)) throw new SubjectError(unknownProvider(name));
}

export function isRegistered(name: string): name is RegisteredName {
  return registeredNames.some((registered) => registered === name);
}

/** How many letters may be wrong in a name for it to be taken as meant. */
const typosMax = 3;

function unknownProvider(name: string): string {
  const nearest = closest(name, registeredNames);
  const isNear = distance(name, nearest) <= typosMax;
  const hint = isNear ? `did you mean ${nearest}?` : `the registered ones are ${registeredNames.join(', ')}`;
  return `there is no provider ${name}: ${hint}; a module is given by its path, such as ./${name}.ts`;
}
