import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { compile, temporaryProject } from '../compile.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const expectation = /^\s*\/\/ @ts-expect-error (TS\d+)$/;

const sources: readonly (readonly [name: string, lines: readonly string[]])[] = readdirSync(here)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => [name, readFileSync(`${here}${name}`, 'utf8').split('\n')]);

test('the type tests compile: every error that they expect occurs, and no other', () => {
  expect(compile(here)).toEqual([]);
});

test('with the expectations taken away, each of those lines fails with the very code that was expected', () => {
  const expected = sources.flatMap(([name, lines]) =>
    lines.flatMap((line, index) => {
      const code = expectation.exec(line)?.[1];
      return code === undefined ? [] : [`${name}:${index + 2} ${code}`];
    }),
  );
  const bare = sources.map(([name, lines]) => [name, lines.map(withoutExpectation).join('\n')]);
  const folder = temporaryProject(Object.fromEntries(bare));
  onTestFinished(() => rmSync(folder, { recursive: true }));

  const found = compile(folder).map(({ name, line, code }) => `${name}:${line} ${code}`);
  expect(expected.length).toBeGreaterThan(60);
  expect(found.toSorted()).toEqual(expected.toSorted());
});

test('every expectation names its error code', () => {
  const lines = sources.flatMap(([, text]) => text.filter((line) => line.includes('@ts-expect-error')));
  expect(lines.filter((line) => !expectation.test(line))).toEqual([]);
});

function withoutExpectation(line: string): string {
  return expectation.test(line) ? '' : line;
}
