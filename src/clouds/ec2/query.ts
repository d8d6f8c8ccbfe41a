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

/** Reads the body of a call. */
export function readQuery(body: string): Query {
  return queryOf([...new URLSearchParams(body)]);
}

function queryOf(pairs: readonly (readonly [string, string])[]): Query {
  const values = new Map(pairs);
  return {
    action: values.get('Action') ?? '',
    text: (name) => values.get(name),
    list: (name) =>
      numbered(pairs, name).flatMap(([, own]) => own.filter(([rest]) => rest === '').map(([, text]) => text)),
    records: (name) => numbered(pairs, name).map(([, own]) => queryOf(own)),
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
  for (const [key, value] of pairs) {
    if (!key.startsWith(`${name}.`)) continue;
    const [number = '', ...rest] = key.slice(name.length + 1).split('.');
    if (!/^\d+$/.test(number)) continue;
    const group = groups.get(Number(number)) ?? [];
    group.push([rest.join('.'), value]);
    groups.set(Number(number), group);
  }
  return [...groups].sort(([a], [b]) => a - b);
}
