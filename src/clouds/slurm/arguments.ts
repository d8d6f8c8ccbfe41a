/** What a command line says: `--name=value` options, `--name` flags, and the rest. */
export interface Arguments {
  readonly options: ReadonlyMap<string, string>;
  readonly flags: ReadonlySet<string>;
  readonly rest: readonly string[];
}

export function parseArguments(args: readonly string[]): Arguments {
  const options = new Map<string, string>();
  const flags = new Set<string>();
  const rest: string[] = [];
  for (const argument of args) {
    const [, name, value] = /^--([a-z-]+)(?:=([\s\S]*))?$/.exec(argument) ?? [];
    if (name === undefined) rest.push(argument);
    else if (value === undefined) flags.add(name);
    else options.set(name, value);
  }
  return { options, flags, rest };
}
