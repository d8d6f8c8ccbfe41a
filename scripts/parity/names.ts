/** The ids of one world, each under a name that it shares with its counterpart in the other. */
export interface Names {
  /** The id that a reference stands for: `$instance.2` is the third ever seen, counted round; or one that nobody has. */
  idOf(reference: string): string;
  /** `instance-3` for the third instance ever seen, or null where it is new. */
  nameOf(id: string): string | null;
  /** Names what is new. */
  learn(id: string): string;
  /** What was named since it was asked for the last time. */
  fresh(): readonly string[];
  forget(name: string): void;
  /** Gives something that was there before a name of its own, such as `$image.public`. */
  introduce(reference: string, id: string): void;
}

const prefixes: Readonly<Record<string, string>> = {
  instance: 'i',
  volume: 'vol',
  image: 'ami',
  snapshot: 'snap',
  'spot-request': 'sir',
  subnet: 'subnet',
  vpc: 'vpc',
  reservation: 'r',
  'security-group': 'sg',
  'network-interface': 'eni',
  attachment: 'eni-attach',
};
const kinds: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(prefixes).map(([kind, prefix]) => [prefix, kind]),
);

export function createNames(): Names {
  const introduced = new Map<string, string>();
  const seen = new Map<string, string[]>();
  const names = new Map<string, string>();
  let fresh: string[] = [];
  const learn: Names['learn'] = (id) => {
    const kind = kindOf(id) ?? 'thing';
    const ids = seen.get(kind) ?? [];
    ids.push(id);
    seen.set(kind, ids);
    const name = `${kind}-${ids.length}`;
    names.set(id, name);
    fresh.push(name);
    return name;
  };
  return {
    learn,
    nameOf: (id) => names.get(id) ?? null,
    fresh: () => {
      const told = fresh;
      fresh = [];
      return told;
    },
    forget: (name) => {
      const [id = ''] = [...names].find(([, each]) => each === name) ?? [];
      names.delete(id);
      for (const ids of seen.values()) if (ids.at(-1) === id) ids.pop();
    },
    introduce: (reference, id) => {
      introduced.set(reference, id);
      names.set(id, reference.slice(1).replace('.', '-'));
    },
    idOf: (reference) => {
      const [kind = '', which = ''] = reference.slice(1).split('.');
      const known = introduced.get(reference);
      if (known !== undefined) return known;
      if (which === 'malformed') return `${prefixes[kind] ?? kind}-nonsense`;
      const ids = seen.get(kind) ?? [];
      return ids[Number(which) % ids.length] ?? `${prefixes[kind] ?? kind}-00000000000000000`;
    },
  };
}

/** Forgets what only one of two worlds has named since they were compared the last time: it is not there for the other. */
export function keepCommon(one: Names, other: Names): void {
  const [ours, theirs] = [one.fresh(), other.fresh()];
  for (const name of ours.toReversed()) if (!theirs.includes(name)) one.forget(name);
  for (const name of theirs.toReversed()) if (!ours.includes(name)) other.forget(name);
}

/** What an id is of, or null where it is no id. */
export function kindOf(id: string): string | null {
  const [, prefix = ''] = /^([a-z-]+)-[0-9a-f]{8,17}$/.exec(id) ?? [];
  return Object.hasOwn(kinds, prefix) ? (kinds[prefix] ?? null) : null;
}

/** The same value with ids where references were. */
export function resolve(value: unknown, names: Names): unknown {
  if (typeof value === 'string') return isReference(value) ? names.idOf(value) : value;
  // Two references may be one thing, which is named once.
  if (Array.isArray(value)) return [...new Set(value.map((each) => resolve(each, names)))];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolve(part, names)]));
}

function isReference(text: string): boolean {
  return /^\$[a-z-]+\.\w+$/.test(text);
}
