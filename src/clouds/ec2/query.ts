/** The parameters of one call of the EC2 query protocol, such as `Filter.1.Value.2=b`. */
export interface Query {
  readonly action: string;
  /** The whole text, or undefined where it is not there. */
  text(name: string): string | undefined;
  /** `Name.1`, `Name.2` and so on, in the order of their numbers. */
  list(name: string): readonly string[];
  /** The parts below `Name.1.`, `Name.2.` and so on, each a query of its own. */
  records(name: string): readonly Query[];
  /** The parameters below `Name.`, with others beside them: a query of its own. */
  part(name: string, others?: Readonly<Record<string, string>>): Query;
  readonly isEmpty: boolean;
  /** The same with these parameters in the place of those of the same names; without those that are undefined. */
  with(parameters: Readonly<Record<string, string | undefined>>): Query;
  /** Everything, sorted, but for the parameters named. */
  fingerprint(without: readonly string[]): string;
}

let latest = { body: '', query: queryOf([]) };

/** Reads the body of a call, once for those who sort it and answer it: a query never changes. */
export function readQuery(body: string): Query {
  if (latest.body !== body) latest = { body, query: queryOf([...new URLSearchParams(body)]) };
  return latest.query;
}

function queryOf(pairs: readonly (readonly [string, string])[]): Query {
  const values = new Map(pairs);
  // Filters are asked for again for every thing that they are to let pass.
  const records = new Map<string, readonly Query[]>();
  return {
    action: values.get('Action') ?? '',
    text: (name) => values.get(name),
    list: (name) =>
      numbered(pairs, name).flatMap(([, own]) => own.filter(([rest]) => rest === '').map(([, text]) => text)),
    records: (name) => {
      const known = records.get(name) ?? numbered(pairs, name).map(([, own]) => queryOf(own));
      records.set(name, known);
      return known;
    },
    part: (name, others = {}) => {
      const own = pairs.filter(([key]) => key.startsWith(`${name}.`));
      return queryOf([
        ...own.map(([key, text]): [string, string] => [key.slice(name.length + 1), text]),
        ...Object.entries(others),
      ]);
    },
    isEmpty: pairs.length === 0,
    with: (parameters) =>
      queryOf([...pairs.filter(([name]) => !Object.hasOwn(parameters, name)), ...present(parameters)]),
    fingerprint: (without) =>
      JSON.stringify(pairs.filter(([name]) => !without.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function present(parameters: Readonly<Record<string, string | undefined>>): Pairs {
  return Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

type Pairs = (readonly [string, string])[];

/** The parameters `name.N` and `name.N.rest`, grouped by N. */
function numbered(pairs: readonly (readonly [string, string])[], name: string): readonly (readonly [number, Pairs])[] {
  const groups = new Map<number, Pairs>();
  const prefix = `${name}.`;
  for (const [key, value] of pairs) {
    if (!key.startsWith(prefix)) continue;
    const dot = key.indexOf('.', prefix.length);
    const digits = key.slice(prefix.length, dot < 0 ? key.length : dot);
    if (!/^\d+$/.test(digits)) continue;
    const group = groups.get(Number(digits)) ?? [];
    group.push([dot < 0 ? '' : key.slice(dot + 1), value]);
    groups.set(Number(digits), group);
  }
  return [...groups].sort(([a], [b]) => a - b);
}
