import { resolve } from 'node:path';
import type { Subject } from '../engine/subject.ts';
import { registeredNames } from '../registry/registered-names.ts';
import type { CertifyPlan } from './certify-plan.ts';
import type { AssayConfig } from './config.ts';
import { isPath } from './is-path.ts';
import type { Services } from './services.ts';
import type { KnownNames } from './unknown-waivers.ts';

const nobody: KnownNames = { contracts: [], providers: [], modules: 0, hasStrangers: true };

/** The catalogue is loaded only where there is something to look up. */
export async function knownNames(
  { waivers, options: { subjects } }: CertifyPlan,
  { providers }: AssayConfig,
  services: Services,
  cwd: string,
): Promise<KnownNames> {
  if (waivers.length === 0) return nobody;
  return {
    contracts: (await services.contractCatalogue()).map(({ id }) => id),
    providers: registeredNames,
    ...modulesOf(subjects, providers, cwd),
  };
}

/** Which modules a run leaves unknown, by its subjects and those of its configuration. */
function modulesOf(
  subjects: readonly Subject[],
  configured: readonly string[] = [],
  cwd: string,
): Pick<KnownNames, 'modules' | 'hasStrangers'> {
  const loaded = subjects.flatMap((subject) => (subject.kind === 'module' ? [resolve(cwd, subject.path)] : []));
  const hasStrangers = configured.some((name) => isPath(name) && !loaded.includes(resolve(cwd, name)));
  return { modules: loaded.length, hasStrangers };
}
