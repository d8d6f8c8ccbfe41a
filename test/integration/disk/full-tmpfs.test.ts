import { mkdtemp, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { keepJournal } from '../../../src/engine/journal/keep-journal.ts';
import { readJournal } from '../../../src/engine/journal/read-journal.ts';
import { reportSchema } from '../../../src/engine/report-schema.ts';
import { runAssay } from '../../cli/run-assay.ts';
import { tellsOfSpawn } from '../../cli/tells-of-spawn.ts';
import '../../promises/task-meta.ts';

const few = ['certify', 'orbstack', '--runs', '1', '--seed', '1', '--contracts', 'launch.visible'];

/** A disk of 256 KiB, where it may be mounted. It is asked for in CI: there it must be. */
async function smallDisk(skip: (why: string) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-tmpfs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const mounted = await execa('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder], { reject: false });
  if (mounted.failed) {
    const why = `a tmpfs cannot be mounted here: ${mounted.stderr || mounted.shortMessage}`;
    if (process.env.CI || process.env.ASSAY_MUST) throw new Error(why);
    skip(why);
  }
  onTestFinished(async () => {
    await execa('umount', ['--lazy', folder]);
  });
  return folder;
}

/** Fills the disk but for so many bytes. */
async function fill(folder: string, free: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  await writeFile(join(folder, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - free)));
}

test('D1: a full disk leaves the previous report as it was', async ({ task, skip }) => {
  const disk = await smallDisk(skip);
  const out = join(disk, 'out');
  expect((await runAssay([...few, '--out', out])).exitCode).toBe(0);
  const before = await readFile(join(out, 'report.json'), 'utf8');

  const frees = [0, 4_096, 16_384];
  for (const free of frees) {
    await fill(disk, free);
    const { exitCode, stderr } = await runAssay([...few, '--out', out]);
    expect(exitCode, stderr).toBe(3);
    expect(stderr).toMatch(/assay: the report could not be written to .*: ENOSPC/);
    expect(await readFile(join(out, 'report.json'), 'utf8')).toBe(before);
    expect((await readdir(out, { recursive: true })).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    await rm(join(disk, 'filler'));
  }
  expect((await runAssay([...few, '--out', out])).exitCode).toBe(0);
  reportSchema.parse(JSON.parse(await readFile(join(out, 'report.json'), 'utf8')));
  task.meta.figure = `ENOSPC with ${frees.join(', ')} bytes free: 0 reports lost, 0 temporary files, exit 3`;
});

test('D2: on a full disk nothing is made', async ({ task, skip }) => {
  const disk = await smallDisk(skip);
  await fill(disk, 0);
  const elsewhere = await mkdtemp(join(tmpdir(), 'assay-tells-'));
  onTestFinished(() => rm(elsewhere, { recursive: true }));
  const subject = join(elsewhere, 'tells.ts');
  await writeFile(subject, tellsOfSpawn(join(elsewhere, 'told')));
  const { exitCode, stderr } = await runAssay(['certify', subject, '--out', join(disk, 'out')]);
  expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/cannot be kept, so nothing is made: .*ENOSPC/)]);
  expect(await readdir(elsewhere)).toEqual(['tells.ts']);
  expect((await readdir(disk, { recursive: true })).filter((name) => /key|tmp/.test(name))).toEqual([]);
  task.meta.figure = 'full disk: 0 creates sent, exit 3';
});

test('D2: what was made is written down although the disk has become full', async ({ task, skip }) => {
  const disk = await smallDisk(skip);
  const path = join(disk, 'run.jsonl');
  const subject = { kind: 'registered', name: 'orbstack' } as const;
  const kept = await keepJournal({ journal: path, runId: 'run-1', subject, settings: {} }, 'shared');
  const intents: number[] = [];
  await fill(disk, 0);
  const intend = () =>
    kept?.journal.intend({ kind: 'instance', key: null, region: 'r'.repeat(300), usdPerHour: null }) ?? 0;
  expect(() => {
    for (;;) intents.push(intend());
  }).toThrow('ENOSPC');
  expect(intents.length).toBeGreaterThan(0);
  for (const n of intents) kept?.journal.made(n, 'instance', `i-${n}`);

  const read = readJournal(await readFile(path, 'utf8'));
  expect(read.ok === true && read.state.left.map(({ id }) => id)).toEqual(intents.map((n) => `i-${n}`));
  kept?.journal.close(true);
  expect(await readdir(disk)).toEqual(['filler']);
  task.meta.figure = `${intents.length} creates before the disk was full, ${intents.length} written down`;
});
