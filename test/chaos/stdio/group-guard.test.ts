import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { javascript, mustBeGone, processesWith } from './programs.ts';

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

test('programs end with the thread that started them', async () => {
  const word = 'guarded-by-thread';
  const worker = new Worker(script, { argv: stubborn(word), stdout: true });
  await once(worker.stdout, 'data');
  const isOver = await mustEnd(word);
  await worker.terminate();
  await isOver();
});
