import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = join(root, 'test/types');
const temporary = mkdtempSync(join(tmpdir(), 'assay-types-'));
afterAll(() => rmSync(temporary, { recursive: true }));

const sources = readdirSync(here).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
const expectation = /^\s*\/\/ @ts-expect-error (TS\d+)$/;

test('the type tests compile: every error that they expect occurs, and no other', () => {
  expect(compile(here)).toEqual([]);
});

test('with the expectations taken away, each of those lines fails with the very code that was expected', () => {
  const expected = sources.flatMap((name) => {
    const lines = readFileSync(join(here, name), 'utf8').split('\n');
    const bare = lines.map((line) => (expectation.test(line) ? '' : line));
    writeFileSync(join(temporary, name), bare.join('\n'));
    return lines.flatMap((line, index) => {
      const code = expectation.exec(line)?.[1];
      return code === undefined ? [] : [`${name}:${index + 2} ${code}`];
    });
  });
  expect(expected.length).toBeGreaterThan(60);
  writeFileSync(join(temporary, 'package.json'), '{"type":"module"}');
  writeFileSync(join(temporary, 'tsconfig.json'), JSON.stringify(temporaryConfig()));
  expect(compile(temporary).toSorted()).toEqual(expected.toSorted());
});

test('every expectation names its error code', () => {
  const nameless = sources.flatMap((name) =>
    readFileSync(join(here, name), 'utf8')
      .split('\n')
      .filter((line) => line.includes('@ts-expect-error') && !expectation.test(line)),
  );
  expect(nameless).toEqual([]);
});

/** The errors of a folder's project as `file:line code`. */
function compile(folder: string): readonly string[] {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const errors = stdout.matchAll(/^(\S*?)([^/\s]+\.ts)\((\d+),\d+\): error (TS\d+)/gm);
  const found = [...errors].map(([, , name, line, code]) => `${name}:${line} ${code}`);
  return found.length > 0 || stdout === '' ? found : [stdout];
}

/** The project of the type tests, moved: nothing of it may depend on where it lies. */
function temporaryConfig(): object {
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] },
    include: ['.'],
  };
}
