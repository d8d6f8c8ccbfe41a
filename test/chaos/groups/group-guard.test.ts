import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { javascript, mustBeGone, processesWith } from '../stdio/programs.ts';

const script = join(import.meta.dirname, 'subjects', 'start-and-wait.ts');

/** Ignores the end of its input too. */
const stubborn = (word: string) => [...javascript('hostile/hostile.mjs', 'stubborn'), word];

async function mustEnd(word: string) {
  expect(processesWith(word).length).toBeGreaterThan(0);
  return () => mustBeGone(word);
}

test('programs end with whoever started them, also when that is killed', async () => {
  const word = 'guarded-by-process';
  const harness = spawn(process.execPath, [script, ...stubborn(word)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(harness.stdout, 'data');
  const isOver = await mustEnd(word);
  harness.kill('SIGKILL');
  await isOver();
});
