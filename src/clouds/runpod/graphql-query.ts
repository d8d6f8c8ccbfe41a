/** What a query asks for: a tree of the names that it selects. Arguments come as variables, and are not read here. */
export interface Selection {
  readonly name: string;
  readonly fields: readonly Selection[];
}

/** Reads `query Name($x: T) { a(input: $x) { b c } }`; null where the braces do not match. */
export function parseQuery(query: string): readonly Selection[] | null {
  // Arguments are in parentheses, which may nest nothing but braces.
  const tokens: readonly string[] = query.replaceAll(/\([^()]*\)/g, ' ').match(/[{}]|[A-Za-z_]\w*/g) ?? [];
  const first = tokens.indexOf('{');
  if (first < 0) return null;
  const read = readFields(tokens, first + 1);
  return read?.next === tokens.length ? read.fields : null;
}

function readFields(
  tokens: readonly string[],
  from: number,
): { readonly fields: readonly Selection[]; readonly next: number } | null {
  const fields: Selection[] = [];
  let at = from;
  while (tokens[at] !== '}') {
    const name = tokens[at];
    if (name === undefined || name === '{') return null;
    const inner = tokens[at + 1] === '{' ? readFields(tokens, at + 2) : { fields: [], next: at + 1 };
    if (inner === null) return null;
    fields.push({ name, fields: inner.fields });
    at = inner.next;
  }
  return { fields, next: at + 1 };
}

/** The first field that was asked for and is not there, as `path.to.it`; undefined where all are. */
export function findUnknownField(value: unknown, fields: readonly Selection[], path = ''): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? undefined : findUnknownField(value[0], fields, path);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const { name, fields: inner } of fields) {
    if (!Object.hasOwn(value, name)) return `${path}${name}`;
    const unknown = findUnknownField((value as Record<string, unknown>)[name], inner, `${path}${name}.`);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

/** The value with nothing but what was asked for. */
export function select(value: unknown, fields: readonly Selection[]): unknown {
  if (fields.length === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => select(each, fields));
  const record = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(fields.map(({ name, fields: inner }) => [name, select(record[name], inner)]));
}
