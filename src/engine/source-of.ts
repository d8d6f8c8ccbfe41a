import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { parseJson } from './files/parse-data.ts';
import { readLimited } from './files/read-limited.ts';
import type { SourceOfProvider } from './report.ts';

/**
 * What was really loaded: the file or folder, links followed, and the version of the package that it belongs to. Below
 * the folder that the run began in it is told from there: a report that is published needs no names of home folders.
 */
export function sourceOf(path: string, cwd: string): SourceOfProvider {
  const real = realpathSync(path);
  const way = relative(realpathSync(cwd), real);
  const isBelow = way !== '' && !way.startsWith('..') && !isAbsolute(way);
  const version = versionAt(dirname(real));
  return { path: isBelow ? way : real, ...(version !== undefined && { version }) };
}

function versionAt(folder: string): string | undefined {
  const version = versionIn(join(folder, 'package.json'));
  if (version !== undefined || dirname(folder) === folder) return version;
  return versionAt(dirname(folder));
}

/** Also a package.json that says nothing but how its folder is to be read has none. */
function versionIn(file: string): string | undefined {
  try {
    const { version } = parseJson(readLimited(file)) as { readonly version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
