import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import '../promises/task-meta.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';
import { root } from './run-assay.ts';

let folder = '';
let told = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-data-'));
  told = join(folder, 'told');
  const tells = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(told)}, ''); export default {};`;
  for (const name of ['assay.config.ts', 'evil.ts']) await writeFile(join(folder, name), tells);
});
afterEach(() => rm(folder, { recursive: true }));

function assay(...args: readonly string[]) {
  const bin = join(root, 'bin', 'assay.js');
  return execa(process.execPath, [bin, ...args], { cwd: folder, reject: false, timeout: 60_000 });
}

test('H3: merging and rendering load neither the provider of a report nor a configuration', async ({ task }) => {
  const replay = 'npx assay replay ./evil.ts';
  const outcome = sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample({ replay }) });
  const provider = { ...sampleProvider([outcome]), name: './evil.ts', source: { path: './evil.ts' } };
  await writeFile(join(folder, 'r.json'), JSON.stringify(sampleReport([provider], { id: '../../evil' })));
  const reporters = [
    'terminal',
    'json:out.json',
    'junit:out.xml',
    'markdown:out.md',
    'html:out.html',
    'github:out.txt',
    'badge:out',
  ];
  const args = reporters.flatMap((name) => ['--reporter', name]);
  const { exitCode, stdout } = await assay('merge', 'r.json', ...args, '--out', 'merged');
  expect([exitCode, stdout]).toEqual([1, expect.stringContaining('./evil.ts')]);
  expect(existsSync(told)).toBe(false);

  // The trap works: what does load a configuration falls into it.
  await assay('certify', 'orbstack', '--runs', '1', '--contracts', 'launch.visible');
  expect(existsSync(told)).toBe(true);
  task.meta.figure = `merge and ${reporters.length} reporters, 0 modules loaded`;
});

test('H3: a stored failure that names a module does not have it loaded for another provider', async ({ task }) => {
  await rm(join(folder, 'assay.config.ts'));
  const mutant = join(root, 'fixtures', 'mutants', 'cpus-are-always-one.ts');
  const few = ['--runs', '20', '--seed', '3', '--contracts', 'launch.honours-spec', '--out', '.'];
  const { stdout } = await assay('certify', mutant, ...few);
  const [, file = ''] = /npx assay replay (\S+)/.exec(stdout) ?? [];
  const failure = JSON.parse(await readFile(join(folder, file), 'utf8'));
  await writeFile(join(folder, file), JSON.stringify({ ...failure, subject: { kind: 'module', path: './evil.ts' } }));
  const other = await assay('certify', 'orbstack', ...few);
  expect([other.exitCode, existsSync(told)]).toEqual([0, false]);
  await assay('replay', file);
  expect(existsSync(told), 'replay loads what its file names, as SECURITY.md says').toBe(true);
  task.meta.figure = '0 modules loaded for a stored failure of another provider';
});
