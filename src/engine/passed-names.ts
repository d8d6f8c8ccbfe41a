type Settings = Readonly<Record<string, string>>;

/** The settings of a run that passes these variables on to its providers. Only names: settings are written down. */
export function withPassedNames(settings: Settings, names: readonly string[]): Settings {
  return names.length === 0 ? settings : { ...settings, env: names.join(',') };
}

/** The variables that a run with these settings passes on. */
export function passedNames({ env }: Settings): readonly string[] {
  return env === undefined ? [] : env.split(',');
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
