import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import './task-meta.ts';

/** Where what the tests of promises said is kept until the table is written. */
export const recordsFolder: string = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'assay-promises');

/** What one test of a promise came to. */
export interface PromiseRecord {
  readonly promise: string;
  readonly title: string;
  readonly file: string;
  readonly passed: boolean;
  readonly figure: string | null;
}

/** Writes down what became of every test whose title begins with the number of a promise. `suite` names the file. */
export function createPromiseReporter(suite: string): Reporter {
  return {
    onTestRunEnd: (modules) => {
      mkdirSync(recordsFolder, { recursive: true });
      const path = join(recordsFolder, `${suite}.json`);
      // What a run of a few files does not touch stays as the last run of it left it.
      const ran = new Set(modules.map(({ relativeModuleId }) => relativeModuleId));
      const kept = readRecords(path).filter(({ file }) => !ran.has(file) && existsSync(file));
      writeFileSync(path, `${JSON.stringify([...kept, ...modules.flatMap(recordsOf)], null, 2)}\n`);
    },
  };
}

/** Nothing where nothing was kept yet. */
export function readRecords(path: string): readonly PromiseRecord[] {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PromiseRecord[]) : [];
}

function recordsOf(module: TestModule): readonly PromiseRecord[] {
  return [...module.children.allTests()].flatMap((test) => {
    const [, promises, title] = /^((?:[A-J]\d+(?:, )?)+): (.*)$/.exec(test.name) ?? [];
    const state = test.result().state;
    if (promises === undefined || title === undefined || state === 'skipped') return [];
    const figure = test.meta().figure ?? null;
    return promises.split(', ').map((promise) => ({
      ...{ promise, title, figure, passed: state === 'passed' },
      file: module.relativeModuleId,
    }));
  });
}
