import type { Subject } from '../engine/subject.ts';
import { isRegistered, mustBeRegistered, registeredNames } from '../registry/registered-names.ts';
import type { AssayConfig } from './config.ts';
import { isPath } from './is-path.ts';
import { mustBeModule, mustBeNoFile } from './must-be-module.ts';
import { didYouMean } from './nearest.ts';
import type { Services } from './services.ts';
import { UsageError } from './usage-error.ts';

export interface SubjectContext extends Pick<Services, 'registry' | 'loadRegistered'> {
  readonly cwd: string;
}

/**
 * Whom a run certifies: those that are named, those of the configuration, or all of ours. What is known by its name alone is
 * not loaded: that is for the process that runs it. Throws UsageError or SubjectError.
 */
export async function certifiedSubjects(
  names: readonly string[],
  { providers }: AssayConfig,
  testbed: string | undefined,
  context: SubjectContext,
): Promise<readonly Subject[]> {
  const given = names.length > 0 ? names : providers;
  if (!given) return (await allOn(testbed, context)).map((name) => ({ kind: 'registered', name }));
  const subjects: Subject[] = [];
  // One after the other: the first that is wrong is the one that is told.
  for (const argument of new Set(given)) subjects.push(await toSubject(argument, testbed, context));
  return subjects;
}

async function allOn(testbed: string | undefined, { registry }: SubjectContext): Promise<readonly string[]> {
  if (!testbed) return registeredNames;
  const { registeredProviders } = await registry();
  const able = registeredProviders.filter(({ testbeds }) => hasTestbed(testbeds, testbed));
  if (able.length === 0) throw unknownTestbed(testbed, 'no registered provider', registeredProviders);
  return able.map(({ name }) => name);
}

async function toSubject(argument: string, testbed: string | undefined, context: SubjectContext): Promise<Subject> {
  if (isPath(argument)) {
    mustBeModule(argument, context.cwd);
    return { kind: 'module', path: argument };
  }
  if (!isRegistered(argument)) mustBeNoFile(argument, context.cwd);
  mustBeRegistered(argument);
  if (testbed) await mustHaveTestbed(argument, testbed, context);
  return { kind: 'registered', name: argument };
}

async function mustHaveTestbed(name: string, testbed: string, { loadRegistered }: SubjectContext): Promise<void> {
  const { testbeds } = await loadRegistered(name);
  if (!hasTestbed(testbeds, testbed)) throw unknownTestbed(testbed, name, [{ testbeds }]);
}

type Testbeds = readonly { readonly name: string }[];

function hasTestbed(testbeds: Testbeds, name: string): boolean {
  return testbeds.some((testbed) => testbed.name === name);
}

function unknownTestbed(name: string, who: string, all: readonly { readonly testbeds: Testbeds }[]): UsageError {
  const offered = [...new Set(all.flatMap(({ testbeds }) => testbeds.map((testbed) => testbed.name)))];
  const hint = didYouMean(name, offered);
  return new UsageError(`--testbed ${JSON.stringify(name)}: ${who} has it${hint}; choose one of ${offered.join(', ')}`);
}
