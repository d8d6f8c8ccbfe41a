import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { fileOfProvider, pages, root } from './pages.ts';

/** One thing that a page has its reader do. */
export type Step =
  | { readonly kind: 'command'; readonly line: string; readonly exitCode: number }
  | { readonly kind: 'file'; readonly path: string; readonly text: string };

const text = pages.find(({ path }) => path === 'docs/write-a-provider.md')?.text ?? '';

/** What the page shows of the first run of certify: the pieces between what it leaves out. */
export function piecesOfPicture(): readonly string[] {
  const [picture = ''] = [...text.matchAll(/^```\n(still to write .*?)^```/gms)].map(([, body]) => body);
  return picture.split(/^ *…\n/m).map((piece) => piece.trimEnd());
}

/** What docs/write-a-provider.md has its reader do for a new provider, in its order. */
export function stepsOfPage(): readonly Step[] {
  return [...text.matchAll(/^```(ts|sh)\n(.*?)^```/gms)].flatMap(([, language, body = '']) =>
    language === 'sh' ? commandsIn(body) : filesIn(body),
  );
}

function commandsIn(block: string): readonly Step[] {
  const lines = block.split('\n').filter((line) => line !== '' && !line.includes('in a checkout of Assay'));
  return lines.map((line) => {
    const [command = '', remark = ''] = line.split(/ +# /);
    return { kind: 'command', line: command, exitCode: Number(/exit code (\d)/.exec(remark)?.[1] ?? 0) };
  });
}

function filesIn(block: string): readonly Step[] {
  const path = fileOfProvider(block);
  return path === undefined ? [] : [{ kind: 'file', path, text: block }];
}

/** A folder in which a reader follows the page, with the Assay of this checkout, as it is built, and no network. */
export async function createReader() {
  let cwd = await mkdtemp(join(tmpdir(), 'assay-reader-'));
  const folder = cwd;
  const run = (...args: readonly string[]) =>
    execa(process.execPath, args, { cwd, reject: false, all: true, stdin: 'ignore', env: { NO_COLOR: '1' } });
  const follow = async (line: string): Promise<{ readonly exitCode: number; readonly text: string }> => {
    const [first = '', second = '', ...rest] = line.split(' ');
    if (first === 'cd') cwd = join(cwd, second);
    else if (line === 'npm i') await linkPackages(cwd, { assay: root });
    else {
      const ended = await run(...programOf(first, second, rest));
      return { exitCode: ended.exitCode ?? -1, text: ended.all ?? '' };
    }
    return { exitCode: 0, text: '' };
  };
  return { folder, follow, write: (path: string, text: string) => writeFile(join(cwd, path), text) };
}

function programOf(first: string, second: string, rest: readonly string[]): readonly string[] {
  const line = [first, second, ...rest].join(' ');
  if (first === 'npx' && second === 'assay') return [join(root, 'bin/assay.js'), ...rest];
  if (line === 'npm test') return ['node_modules/vitest/vitest.mjs', 'run'];
  if (line === 'npm run typecheck') return ['node_modules/typescript/bin/tsc'];
  throw new Error(`the page has its reader do what this test does not know: ${line}`);
}

/** What `npm i` would bring: the packages that a new provider asks for, from what is here. */
export async function linkPackages(folder: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const tools = ['@types/node', 'typescript', 'vitest'].map(
    (name) => [name, join(root, 'node_modules', name)] as const,
  );
  for (const [name, target] of [...tools, ...Object.entries(more)]) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(target, link);
  }
}
