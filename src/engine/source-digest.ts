import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** `sha256:` over the source of a provider: one file, or every JavaScript and TypeScript file of a folder, by name. */
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
  const names = await readdir(path, { recursive: true });
  return names
    .filter((name) => /\.(js|ts|mjs)$/.test(name) && !name.endsWith('.d.ts'))
    .sort()
    .map((name) => ({ name, path: join(path, name) }));
}
