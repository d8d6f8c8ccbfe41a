import { type Subject, subjectLabel } from './subject.ts';

type Settings = Readonly<Record<string, string>>;

/** A variable by its name, for every provider or for the one that stands before a colon. */
interface PassedName {
  readonly owner: string | null;
  readonly name: string;
}

/** The settings of a run that passes these variables on to its providers. Only names: settings are written down. */
export function withPassedNames(settings: Settings, names: readonly string[]): Settings {
  return names.length === 0 ? settings : { ...settings, env: names.join(',') };
}

/** The variables that a run with these settings passes on, to whomever. */
export function passedNames({ env }: Settings): readonly string[] {
  return env === undefined ? [] : [...new Set(env.split(',').map((text) => readPassedName(text).name))];
}

/** Those of them that this provider is given. */
export function passedNamesFor({ env }: Settings, subject: Subject): readonly string[] {
  const given = env === undefined ? [] : env.split(',').map(readPassedName);
  return [
    ...new Set(given.filter(({ owner }) => owner === null || owner === subjectLabel(subject)).map(({ name }) => name)),
  ];
}

/** `NAME`, or `provider:NAME`. A path may hold colons itself. */
export function readPassedName(text: string): PassedName {
  const colon = text.lastIndexOf(':');
  return colon < 0 ? { owner: null, name: text } : { owner: text.slice(0, colon), name: text.slice(colon + 1) };
}

/** What to say where one of them is not there, or undefined. A CI gives an empty one for a secret that it lacks. */
export function missingVariable(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): string | undefined {
  const missing = names.filter((name) => !env[name]);
  if (missing.length === 0) return undefined;
  const verb = missing.length === 1 ? 'is' : 'are';
  return `${missing.join(', ')} ${verb} not set, and to be passed on by --env: export ${missing.length === 1 ? 'it' : 'them'} first`;
}
