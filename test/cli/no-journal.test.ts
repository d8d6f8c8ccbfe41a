import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import '../promises/task-meta.ts';
import { runAssay } from './run-assay.ts';
import { tellsOfSpawn } from './tells-of-spawn.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-no-journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('D2: a run whose journal cannot be written asks for nothing', async ({ task }) => {
  const told = join(folder, 'told');
  const subject = join(folder, 'tells.ts');
  await writeFile(subject, tellsOfSpawn(told));
  const args = ['certify', subject, '--contracts', 'launch.visible', '--runs', '1', '--out'];

  await mkdir(join(folder, 'blocked'));
  await writeFile(join(folder, 'blocked', 'journal'), 'in the way');
  const blocked = await runAssay([...args, join(folder, 'blocked')]);
  expect([blocked.exitCode, blocked.stderr]).toEqual([3, expect.stringContaining('so nothing is made')]);
  expect(existsSync(told)).toBe(false);

  await runAssay([...args, join(folder, 'free')]);
  expect(existsSync(told), 'what tells of a create must be able to').toBe(true);
  task.meta.figure = '0 creates without a journal, exit 3';
});
