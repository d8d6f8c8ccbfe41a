/** A command as a runner of GitHub Actions takes it from a line. */
export interface ReadCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** What a runner obeys in what a step prints, as `ActionCommand` of actions/runner reads it, for every name of a command. */
export function readCommands(text: string): readonly ReadCommand[] {
  return text.split(/\r\n|\n|\r/).flatMap((line) => newCommand(line) ?? oldCommand(line) ?? []);
}

/** `::name key=value,key=value::data`, at the beginning of a line. */
function newCommand(line: string): ReadCommand | undefined {
  const [, head = '', data = ''] = /^[\s\u0085]*::(.*?)::(.*)$/s.exec(line) ?? [];
  const [, name, rest = ''] = /^([^ ]+) ?(.*)$/s.exec(head) ?? [];
  if (name === undefined) return undefined;
  const pairs = rest.split(',').flatMap((pair) => {
    const [, key, value = ''] = /^([^=]+)=(.*)$/s.exec(pair.trim()) ?? [];
    return key === undefined ? [] : [[key, decoded(value, true)] as const];
  });
  return { name, properties: Object.fromEntries(pairs), data: decoded(data, false) };
}

/** `##[name key=value;]data`, anywhere in a line; Azure has `##vso[`. */
function oldCommand(line: string): ReadCommand | undefined {
  const [, name = '', data = ''] = /##(?:vso)?\[([^\] ]*)(.*)$/s.exec(line) ?? [];
  return name === '' ? undefined : { name, properties: {}, data };
}

function decoded(text: string, isProperty: boolean): string {
  const plain = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const more = isProperty ? plain.replaceAll('%3A', ':').replaceAll('%2C', ',') : plain;
  return more.replaceAll('%25', '%');
}
