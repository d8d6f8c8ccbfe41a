import { passedNames, passedNamesFor } from '../engine/passed-names.ts';
import { pickTestbed } from '../engine/pick-testbed.ts';
import type { Subject } from '../engine/subject.ts';
import type { CertifyPlan } from './certify-plan.ts';
import type { Services } from './services.ts';

/** Variables that are passed on and that nobody will see. */
export interface IdleVariables {
  readonly names: readonly string[];
  /** What to say of them, where there are any. */
  readonly note: string | undefined;
}

/** Node and the SDK of AWS read theirs from the process, whatever a world says. */
const readByProcess = /^(NODE|AWS)_/;

/**
 * The variables of `--env` that go only to worlds in memory, which set their own. Only of registered providers this is
 * known: a module may read its process, and brings testbeds of which nothing is known before it is loaded.
 */
export async function idleVariables(
  { subjects, settings, testbed }: CertifyPlan['options'],
  { loadRegistered }: Pick<Services, 'loadRegistered'>,
): Promise<IdleVariables> {
  const passed = passedNames(settings);
  if (passed.length === 0) return { names: [], note: undefined };
  const toWorld = async (subject: Subject) => {
    const picked = subject.kind === 'registered' && pickTestbed(await loadRegistered(subject.name), testbed);
    const isInMemory = picked && picked.fidelity === 'simulated' && picked.isolation === 'case';
    return { seen: passedNamesFor(settings, subject), inMemory: isInMemory ? picked.name : undefined };
  };
  const worlds = await Promise.all(subjects.map(toWorld));
  const isSeen = (name: string) => worlds.some(({ seen, inMemory }) => inMemory === undefined && seen.includes(name));
  const names = passed.filter((name) => !readByProcess.test(name) && !isSeen(name));
  if (names.length === 0) return { names, note: undefined };
  const whose = worlds.flatMap(({ seen, inMemory }) => (names.some((name) => seen.includes(name)) ? [inMemory] : []));
  const where = [...new Set(whose)].join(' and ');
  const verb = names.length === 1 ? 'has' : 'have';
  return {
    names,
    note: `--env ${names.join(', ')} ${verb} no effect on the testbed ${where}, which sets its own variables`,
  };
}
