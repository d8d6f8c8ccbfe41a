import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createReader, piecesOfPicture, stepsOfPage } from './provider-page.ts';

const steps = stepsOfPage();

test('the page writes all five methods and the error table', () => {
  const written = steps.flatMap((step) => (step.kind === 'file' ? [step.path] : []));
  const methods = ['bootstrap', 'get', 'list', 'spawn', 'terminate'].map((name) => `src/methods/${name}.ts`);
  expect(written.toSorted()).toEqual(['src/error-rows.ts', ...methods, 'test/acme.test.ts']);
});

test('who follows the page, step for step, is refused at first and certified in the end', async () => {
  const reader = await createReader();
  onTestFinished(() => rm(reader.folder, { recursive: true, force: true }));
  const texts: string[] = [];
  for (const step of steps) {
    if (step.kind === 'file') {
      await reader.write(step.path, step.text);
      continue;
    }
    const { exitCode, text } = await reader.follow(step.line);
    expect(exitCode, `${step.line}\n${text}`).toBe(step.exitCode);
    texts.push(text);
  }
  const [, , , refused = '', typechecked, certified, tested] = texts;
  expect(refused).toMatch(/│ failed +│/);
  const missing = [...refused.matchAll(/^ {2}(\S.*?) {2}\d+ contracts? waits?$/gm)].map(([, part]) => part);
  const rows = ['402', '404', '422', '429', '503 no_capacity'].map((row) => `error row ${row}`);
  expect(missing.toSorted()).toEqual([...rows, 'generateBootstrap', 'get', 'list', 'spawn', 'terminate']);
  expect(piecesOfPicture().length).toBeGreaterThan(1);
  for (const piece of piecesOfPicture()) expect(refused).toContain(`${piece}\n`);
  expect(typechecked).toBe('');
  expect(certified).toMatch(/│ certified +│/);
  expect(certified).not.toContain('still to write');
  expect(tested).toMatch(/Test Files\s+2 passed/);
}, 240_000);
