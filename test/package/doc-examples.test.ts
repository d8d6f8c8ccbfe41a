import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { compile, temporaryProject } from '../compile.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What an example may speak of without introducing it. Add here what yours needs, or import it in the example. */
const surroundings = `
import type * as assay from 'assay';
import type * as contracts from 'assay/contracts';
import type * as testbed from 'assay/testbed';
declare global {
  const provider: assay.AnyProvider;
  const context: assay.ProviderContext;
  const hooks: assay.Hooks;
  const error: assay.ProviderError;
  const clock: assay.Clock;
  const signal: AbortSignal;
  const service: testbed.NativeService;
  const transcript: testbed.TranscriptRecorder;
  const readFile: typeof import('node:fs/promises').readFile;
  const trial: contracts.Trial;
  const facts: contracts.WorldFacts;
  const id: string;
  const key: string;
  const seed: number;
  const token: string;
  function createMine(context: assay.ProviderContext): assay.Registration & assay.AnyProvider;
  function judge(...seen: readonly unknown[]): void;
  function mustBeNull(result: contracts.StepResult<'get'>, trial: contracts.Trial): void;
  function retry(): Promise<void>;
  function lookBeforeRetry(): Promise<void>;
}
`;

interface PublicFile {
  /** Absolute path of a source file that an entry point re-exports from. */
  readonly path: string;
  readonly names: readonly string[];
}

const entryPoints = readdirSync(join(root, 'src/public'));
const publicFiles = entryPoints.flatMap((name) => reexports(join(root, 'src/public', name)));
const owners = new Map(publicFiles.flatMap(({ path, names }) => names.map((name) => [name, path] as const)));

test('every example in a doc comment of a public symbol compiles', () => {
  const paths = [...new Set(publicFiles.map(({ path }) => path))];
  const examples = paths.flatMap((path) =>
    examplesIn(readFileSync(path, 'utf8')).map(([line, code]) => {
      const name = `${path.slice(root.length).replaceAll('/', '__').replace(/\.ts$/, '')}__${line}.ts`;
      return [name, `${importsFor(code)}${code}\nexport {};\n`] as const;
    }),
  );
  const files = { ...Object.fromEntries(examples), 'surroundings.ts': surroundings };
  const folder = temporaryProject(files, { verbatimModuleSyntax: false });
  onTestFinished(() => rmSync(folder, { recursive: true }));

  expect(examples.length).toBeGreaterThan(15);
  expect(compile(folder)).toEqual([]);
});

test.each(['index.ts', 'contracts.ts'])('every value that src/public/%s exports has an example', async (entry) => {
  const path = join(root, 'src/public', entry);
  const values = Object.keys((await import(pathToFileURL(path).href)) as object);
  const bare = values.filter((name) => !hasExample(readFileSync(owners.get(name) ?? '', 'utf8'), name));
  expect(bare).toEqual([]);
});

/** Every `export { a, type b } from './c.ts'` of an entry point. */
function reexports(entryPoint: string): readonly PublicFile[] {
  const statements = readFileSync(entryPoint, 'utf8').matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)'/g);
  return [...statements].map(([, list = '', from = '']) => ({
    path: resolve(entryPoint, '..', from),
    names: list
      .split(',')
      .map((item) =>
        item
          .trim()
          .replace(/^type /, '')
          .replace(/^.* as /, ''),
      )
      .filter((name) => name !== ''),
  }));
}

/** The examples of a file, each with the line it starts on. One ends at the next tag or with its comment. */
function examplesIn(source: string): readonly (readonly [line: number, code: string])[] {
  return [...source.matchAll(/^ *\* @example\n((?: *\*(?! @|\/).*\n)+)/gm)].map((match) => [
    source.slice(0, match.index).split('\n').length + 1,
    (match[1] ?? '').replaceAll(/^ *\* ?/gm, ''),
  ]);
}

/** Imports what the example names and does not declare itself; from the entry points, as a reader would. */
function importsFor(code: string): string {
  const used = [...owners].filter(([name]) => isUsed(code, name));
  const lines = used.map(([name, path]) => `import { ${name} } from '${specifierOf(path, name)}';\n`);
  return `${/\bfc\./.test(code) ? "import fc from 'fast-check';\n" : ''}${lines.join('')}`;
}

function isUsed(code: string, name: string): boolean {
  const withoutText = code.replaceAll(/'[^'\n]*'/g, "''");
  const declared = new RegExp(`\\b(const|function|type|class) ${name}\\b`).test(withoutText);
  const imported = new RegExp(`^import \\{[^}]*\\b${name}\\b`, 'm').test(code);
  return !declared && !imported && new RegExp(`(?<!\\w|(?<!\\.)\\.)${name}\\b(?!:)`).test(withoutText);
}

function specifierOf(path: string, name: string): string {
  const entry = entryPoints.find((entryPoint) =>
    reexports(join(root, 'src/public', entryPoint)).some((file) => file.path === path && file.names.includes(name)),
  );
  return entry === undefined || entry === 'index.ts' ? 'assay' : `assay/${basename(entry, '.ts')}`;
}

/** Whether the comment right above the declaration holds an example. */
function hasExample(source: string, name: string): boolean {
  const declaration = new RegExp(`^export (?:const|function|async function|class) ${name}\\b`, 'm').exec(source);
  const before = source.slice(0, declaration?.index ?? 0);
  const comment = before.slice(before.lastIndexOf('/**'));
  return declaration !== null && before.trimEnd().endsWith('*/') && comment.includes('@example');
}
