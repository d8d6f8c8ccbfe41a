import { relative, resolve } from 'node:path';
import { checkName } from '../init/check-name.ts';
import { packageJson } from '../init/package-json.ts';
import { readTemplate } from '../init/template.ts';
import { writeNew } from '../init/write-new.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

export interface InitFlags {
  readonly dir?: string;
}

/** `assay init`: a new provider that compiles and runs at once, and is refused until it is written. */
export async function initCommand(name: string, { dir = name }: InitFlags, terminal: Terminal): Promise<number> {
  checkName(name);
  if (dir.trim() === '') throw new UsageError('--dir "" is empty: give the folder that the provider goes to');
  const folder = resolve(terminal.cwd, dir);
  const files = [packageJson(name, folder), ...(await readTemplate(name))];
  await writeNew(folder, files);
  terminal.stdout.write(nextSteps(name, files.length, relative(terminal.cwd, folder)));
  return 0;
}

function nextSteps(name: string, count: number, folder: string): string {
  const steps = [
    ...(folder === '' ? [] : [`cd ${folder}`]),
    'npm i',
    'npx assay certify ./src/index.ts   # runs, and ends with what is still to write',
    'npm test                           # the same contracts in vitest',
  ];
  const where = folder === '' ? 'this folder' : folder;
  const lines = [`${name}: ${count} files in ${where}`, '', ...steps.map((step) => `  ${step}`)];
  return `${lines.join('\n')}\n\nThe five methods to write are in src/methods, the error table is src/error-rows.ts.\n`;
}
