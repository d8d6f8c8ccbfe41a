import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * `sha256:` over the source of a provider: one file, or every JavaScript and TypeScript file of a folder, by name, but for
 * what is in `node_modules`.
 */
export async function sourceDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await sourceFiles(path)) {
    hash
      .update(file.name)
      .update('\0')
      .update(await readFile(file.path))
      .update('\0');
  }
  return `sha256:${hash.digest('hex')}`;
}

interface SourceFile {
  readonly name: string;
  readonly path: string;
}

async function sourceFiles(path: string): Promise<readonly SourceFile[]> {
  if (!(await stat(path)).isDirectory()) return [{ name: '', path }];
  return (await filesBelow(path, '', new Set())).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** What others wrote, and what was never written. */
const passedOver: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** A link is what it leads to, and one that leads back to where it came from nothing more. */
async function filesBelow(path: string, name: string, seen: Set<string>): Promise<readonly SourceFile[]> {
  const real = await realpath(path);
  if (seen.has(real)) return [];
  seen.add(real);
  const found: SourceFile[] = [];
  for (const entry of (await readdir(path)).toSorted()) {
    const [below, belowName] = [join(path, entry), join(name, entry)];
    // A link may lead to nothing.
    const stats = await stat(below).catch(() => undefined);
    if (stats?.isDirectory() && !passedOver.has(entry)) found.push(...(await filesBelow(below, belowName, seen)));
    if (stats?.isFile() && isSource(entry)) found.push({ name: belowName, path: below });
  }
  return found;
}

function isSource(name: string): boolean {
  return /\.(js|ts|mjs)$/.test(name) && !name.endsWith('.d.ts');
}
