import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runLimits } from '../../src/engine/run-limits.ts';
import { startWorker } from '../../src/engine/worker-process.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-worker-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

test('a worker that has ended is waited for no longer, by no clock', async () => {
  const file = join(folder, 'worker.mjs');
  await writeFile(file, `process.on('message', () => {});`);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const worker = startWorker({
    workerUrl: pathToFileURL(file),
    env: {},
    subject: { kind: 'registered', name: 'orbstack' },
    settings: {},
    limits: runLimits(),
  });
  await expect(worker.end()).resolves.toBeUndefined();
});
