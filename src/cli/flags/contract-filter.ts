import { UsageError } from '../usage-error.ts';

/** Which contracts were asked for. */
export interface ContractFilter {
  readonly globs: readonly string[];
  readonly text: string;
  readonly matches: (id: string) => boolean;
  /** The globs that match none of these ids. */
  readonly idle: (ids: readonly string[]) => readonly string[];
}

/** Reads `--contracts`: comma lists of ids in which `*` stands for anything. Undefined when the flag was not given. */
export function parseContractFilter(values: readonly string[]): ContractFilter | undefined {
  if (values.length === 0) return undefined;
  const globs = values.flatMap((value) => value.split(',').map((glob) => glob.trim()));
  for (const glob of globs) mustBeGlob(glob, values);
  const patterns = globs.map((glob) => ({ glob, pattern: toPattern(glob) }));
  return {
    globs,
    text: globs.join(', '),
    matches: (id) => patterns.some(({ pattern }) => pattern.test(id)),
    idle: (ids) => patterns.filter(({ pattern }) => !ids.some((id) => pattern.test(id))).map(({ glob }) => glob),
  };
}

function mustBeGlob(glob: string, values: readonly string[]): void {
  if (/^[\w.*-]+$/.test(glob)) return;
  const given = JSON.stringify(values.join(','));
  throw new UsageError(
    `--contracts ${given} is not a list of contract ids: write for example terminate.*,launch.visible`,
  );
}

function toPattern(glob: string): RegExp {
  return new RegExp(`^${glob.replaceAll('.', '\\.').replace(/\*+/g, '.*')}$`);
}
