import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { root } from '../cli/run-assay.ts';

/** What the processes of a command loaded, each by itself. */
export interface LoadedFiles {
  readonly parent: readonly string[];
  readonly workers: readonly (readonly string[])[];
}

/** Runs the command line, and gives the files that each of its processes loaded. */
export async function loadedFiles(args: readonly string[], folder: string): Promise<LoadedFiles> {
  const told = join(folder, 'loaded');
  await mkdir(told);
  // Workers are started with the options of their parent, and with little of its environment.
  const hook = `data:text/javascript,${encodeURIComponent(tellsOfFiles(told))}`;
  const bin = join(root, 'bin', 'assay.js');
  await execa(process.execPath, ['--import', hook, bin, ...args], { cwd: folder, reject: false });
  const read = async (name: string) => (await readFile(join(told, name), 'utf8')).split('\n');
  const names = await readdir(told);
  const [parent = []] = await Promise.all(names.filter((name) => name.startsWith('parent')).map(read));
  return { parent, workers: await Promise.all(names.filter((name) => name.startsWith('worker')).map(read)) };
}

function tellsOfFiles(told: string): string {
  return `
    import { writeFileSync } from 'node:fs';
    import { registerHooks } from 'node:module';
    const files = [];
    registerHooks({ load: (url, context, next) => (files.push(url), next(url, context)) });
    const name = (process.send ? 'worker-' : 'parent-') + process.pid;
    process.on('exit', () => writeFileSync(${JSON.stringify(told)} + '/' + name, files.join('\\n')));
  `;
}

/** Whose files they are: the folders of providers and of their services. */
export function ownersOf(files: readonly string[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => /\/dist\/(?:providers|clouds)\/([^/]+)\//.exec(file)?.[1] ?? []));
}
