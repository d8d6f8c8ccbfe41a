import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeWithCauses } from '../contracts/describe.ts';
import { isObject } from '../provider/is-object.ts';
import type { ProviderModule, Registration } from '../provider/registration.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { attached } from './attached.ts';
import { checkRegistration } from './check-registration.ts';
import { importDefault } from './import-default.ts';
import { type LoadedSubject, SubjectError } from './loaded-subject.ts';

/** Loads a provider module or a bare registration from a JavaScript or TypeScript file. Throws SubjectError. */
export async function loadModule(path: string): Promise<LoadedSubject> {
  const file = resolve(path);
  await mustBeFile(path, file);
  const exported = await load(path, file);
  if (isModule(exported)) return subjectOfModule(exported, file);
  if (isRegistrationLike(exported)) return fromRegistration(path, exported, file);
  throw new SubjectError(
    `${path} exports nothing usable: default-export a provider module ({name, create}) or a registration ({provider, hooks}); ${saw(exported)}`,
  );
}

async function mustBeFile(path: string, file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new SubjectError(`${path} does not exist: give the path of a module that exports a provider`);
  if (!found.isFile())
    throw new SubjectError(`${path} is not a file: give the path of a module that exports a provider`);
}

async function load(path: string, file: string): Promise<unknown> {
  try {
    return await importDefault(file);
  } catch (thrown) {
    throw new SubjectError(`${path} threw while it was imported: ${describeWithCauses(thrown)}`);
  }
}

function isModule(exported: unknown): exported is ProviderModule {
  return isObject(exported) && typeof exported.create === 'function';
}

function isRegistrationLike(exported: unknown): exported is Registration {
  return isObject(exported) && isObject(exported.provider);
}

/** A module with the testbeds that it brings; one that brings none is taken as it is. */
export function subjectOfModule(module: ProviderModule, sourcePath: string): LoadedSubject {
  const testbeds = (module.testbeds ?? []) as readonly Testbed[];
  return { module, testbeds: testbeds.length > 0 ? testbeds : [attached], sourcePath };
}

function fromRegistration(path: string, registration: Registration, sourcePath: string): LoadedSubject {
  checkRegistration(path, registration);
  const module: ProviderModule = { name: registration.provider.name, create: () => registration };
  return { module, testbeds: [attached], sourcePath };
}

function saw(exported: unknown): string {
  if (exported === undefined) return 'it has no default export';
  return isObject(exported)
    ? `its default export has {${Object.keys(exported).join(', ')}}`
    : `its default export is ${typeof exported}`;
}
