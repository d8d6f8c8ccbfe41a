import { resolve } from 'node:path';
import { missingVariable, readPassedName } from '../../engine/passed-names.ts';
import { type Subject, subjectLabel } from '../../engine/subject.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Names given by `--env`, each for every provider or, as `provider:NAME`, for one. Throws UsageError for what is no name, for
 * a variable that is not set, and for a provider that is not certified.
 */
export function parsePassedNames(
  given: readonly string[],
  env: Terminal['env'],
  subjects: readonly Subject[],
  cwd: string,
): readonly string[] {
  const texts = [...new Set(given)];
  for (const text of texts) mustBeName(text);
  const read = texts.map(readPassedName);
  const names = [...new Set(read.map(({ name }) => name))];
  const missing = missingVariable(env, names);
  if (missing !== undefined) throw new UsageError(missing);
  return read.map(({ owner, name }) => (owner === null ? name : `${ownerOf(owner, subjects, cwd)}:${name}`));
}

/** As a journal names it, whatever folder it is read in. */
function ownerOf(owner: string, subjects: readonly Subject[], cwd: string): string {
  const isMeant = (subject: Subject) =>
    subject.kind === 'registered' ? subject.name === owner : resolve(cwd, subject.path) === resolve(cwd, owner);
  const subject = subjects.find(isMeant);
  if (subject) return subjectLabel(subject);
  throw new UsageError(`--env ${owner}:… is for ${owner}, which this run does not certify: name a provider of the run`);
}

function mustBeName(name: string): void {
  if (/^(.+:)?[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/[=,]/.test(name)) return;
  const [before = ''] = name.split('=');
  // What comes after it may be a secret: it is not said again.
  const shown = JSON.stringify(name.includes('=') ? `${before}=…` : name);
  throw new UsageError(`--env ${shown} is no name of a variable: write --env LAMBDA_API_KEY, and export its value`);
}
