import { mkdirSync, writeFileSync } from 'node:fs';
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
      const records = modules.flatMap(recordsOf);
      writeFileSync(join(recordsFolder, `${suite}.json`), `${JSON.stringify(records, null, 2)}\n`);
    },
  };
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
