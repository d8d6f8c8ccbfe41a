import { spawnSync } from 'node:child_process';
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root: string = fileURLToPath(new URL('..', import.meta.url));

export interface CompileError {
  /** File name without its folder. */
  readonly name: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** Type-checks a folder's project with the real compiler. */
export function compile(folder: string): readonly CompileError[] {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const errors = [...stdout.matchAll(/^(?:\S*\/)?([^/\s]+\.ts)\((\d+),\d+\): error (TS\d+): (.*)$/gm)].map(
    ([, name = '', line, code = '', message = '']) => ({ name, line: Number(line), code, message }),
  );
  if (errors.length === 0 && `${stdout}${stderr}` !== '') throw new Error(`tsc said: ${stdout}${stderr}`);
  return errors;
}

/** An empty project outside of the repository, with its settings; `files` by name. */
export function temporaryProject(files: Readonly<Record<string, string>>, compilerOptions: object = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-compile-'));
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions,
    include: ['.'],
  };
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const all = { ...files, 'package.json': '{"type":"module"}', 'tsconfig.json': JSON.stringify(config) };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  return folder;
}
