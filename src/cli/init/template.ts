import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file to be written, its path from the folder that it goes to. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** A whole provider by the name of acme: it is type-checked, and certified in tests, as it stands. */
const folder = fileURLToPath(new URL('../../../templates/provider', import.meta.url));

/** The template for a provider of another name. */
export async function readTemplate(name: string): Promise<readonly NewFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name: file }) => join(parentPath, file));
  const files = paths.toSorted().map(async (path): Promise<NewFile> => {
    const text = await readFile(path, 'utf8');
    return { path: renamed(unhidden(relative(folder, path)), name), text: renamed(text, name) };
  });
  return Promise.all(files);
}

/** What tools would take for their own here is kept under a name with an underscore before it. */
function unhidden(path: string): string {
  return path.replace(/^_/, '');
}

function renamed(text: string, name: string): string {
  const words = name.split('-');
  const capitalised = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
  return text
    .replaceAll('acme', name)
    .replaceAll('Acme', capitalised)
    .replaceAll('ACME', words.join('_').toUpperCase());
}
