import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { reportSchema } from '../../src/engine/report-schema.ts';
import '../promises/task-meta.ts';
import { root, runAssay, startAssay } from './run-assay.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-bin-'));
});
afterAll(() => rm(folder, { recursive: true }));

const broken = './test/cli/subjects/second-terminate-throws.ts';

test('an old Node is told which Node is needed, in one line', async () => {
  const { exitCode, stdout, stderr } = await runAssay(['certify'], ['--require', './test/cli/old-node.cjs']);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'assay needs Node 22.19 or newer; this is Node 20.20.2\n',
  });
});

test('without a build it says how to make one', async () => {
  await cp(join(root, 'bin'), join(folder, 'unbuilt', 'bin'), { recursive: true });
  const bin = join(folder, 'unbuilt', 'bin', 'assay.js');
  const { exitCode, stderr } = await execa(process.execPath, [bin], { reject: false });
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: 'assay is not built yet: run `npm run build` first' });
});

test('--version is that of the package, --help names every command', async () => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(await runAssay(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  const help = await runAssay(['--help']);
  expect(help.exitCode).toBe(0);
  for (const command of ['certify', 'list', 'explain', 'replay', 'merge', 'doctor'])
    expect(help.stdout).toContain(command);
  const bare = await runAssay([]);
  expect(bare).toEqual({ exitCode: 2, stdout: '', stderr: help.stdout });
});

test('the report of a real run is JSON alone on stdout, in the shape of the schema, the same for the same seed', async () => {
  const args = ['certify', 'orbstack', '--seed', '7', '--runs', '5', '--reporter', 'json'];
  const runs = await Promise.all(['a', 'b'].map((out) => runAssay([...args, '--out', join(folder, out)])));
  const [first, second] = runs.map(({ exitCode, stdout }) => {
    expect(exitCode).toBe(0);
    const report = reportSchema.parse(JSON.parse(stdout));
    expect(report).toEqual(JSON.parse(stdout));
    return JSON.stringify(report, (key, value) => (/^(id|startedAt|finishedAt|timing)$/.test(key) ? null : value));
  });
  expect(first).toBe(second);
  expect(JSON.parse(await readFile(join(folder, 'a', 'report.json'), 'utf8'))).toEqual(
    JSON.parse(runs[0]?.stdout ?? ''),
  );
});

test('a broken provider is refused with a program, and its replay command fails the same way', async () => {
  const out = join(folder, 'broken');
  const refused = await runAssay([
    'certify',
    broken,
    '--seed',
    '7',
    '--contracts',
    'terminate.idempotent',
    '--out',
    out,
  ]);
  expect(refused.exitCode).toBe(1);
  expect(refused.stdout).toMatch(/FAIL {2}terminate\.idempotent/);
  expect(refused.stdout).toMatch(/\n {4}i1 = spawn\(.*\n {4}terminate\(i1\)/);
  expect(refused.stdout).toContain('it threw NOT_FOUND: no machine i1');
  expect(refused.stderr).toContain(`${broken}: terminate.idempotent fail`);

  const [, file = ''] = /npx assay replay (\S+)/.exec(refused.stdout) ?? [];
  const again = await runAssay(['replay', file]);
  expect(again.exitCode).toBe(1);
  expect(again.stdout).toContain('STILL FAILS  terminate.idempotent');
  expect(again.stdout).toContain('it threw NOT_FOUND: no machine i1');
});

test('modules that cannot be used cost one message each, and nothing of the others', async () => {
  const { exitCode, stdout, stderr } = await runAssay([
    ...['certify', 'orbstack', './test/cli/subjects/throws-on-import.ts', './test/cli/subjects/exports-nothing.ts'],
    ...['--runs', '2', '--contracts', 'launch.visible', '--out', join(folder, 'bad'), '--seed', '1'],
  ]);
  expect(exitCode).toBe(2);
  expect(stdout).toContain('│ orbstack │');
  expect(stderr).toContain(
    'assay: ./test/cli/subjects/throws-on-import.ts threw while it was imported: Error: no luck',
  );
  expect(stderr).toContain('assay: ./test/cli/subjects/exports-nothing.ts exports nothing usable');
});

test('a contract of a provider that is called like one of ours is refused: it would be run in its place', async () => {
  const { exitCode, stderr } = await runAssay([
    ...['certify', './test/cli/subjects/takes-an-id-of-ours.ts', '--out', join(folder, 'taken')],
  ]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('its own contract terminate.idempotent has the id of another: give it an id of its own');
});

test('a provider that exits the process fails the contracts that it did it in', async () => {
  const args = ['certify', './test/cli/subjects/exits.ts', '--runs', '2', '--out', join(folder, 'exits')];
  const { exitCode, stdout } = await runAssay([...args, '--contracts', 'launch.visible,bootstrap.checksum']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('crashed: the worker exited with code 0');
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a run in order, with a report that says so', async (signal) => {
  const args = ['certify', 'orbstack', '--runs', '100000', '--reporter', 'json', '--out', join(folder, signal)];
  const running = startAssay(args);
  await new Promise<void>((resolve) => {
    running.stderr.on('data', (chunk) => String(chunk).includes('orbstack on simulated') && resolve());
  });
  running.kill(signal);
  const { exitCode, stdout } = await running;
  expect(exitCode).toBe({ SIGINT: 130, SIGTERM: 143 }[signal]);
  const report = reportSchema.parse(JSON.parse(stdout));
  expect(report.run.interrupted).toBe(true);
  expect(report.providers[0]?.verdict).toBe('incomplete');
  expect(report.providers[0]?.outcomes).toHaveLength(report.contractSet.ids.length);
});

test('E2: a second signal, a while after the first, ends at once and says how to remove what is left', async ({
  task,
}) => {
  const out = join(folder, 'twice');
  const begun = join(folder, 'begun');
  const subject = join(folder, 'loops.ts');
  await writeFile(subject, loopsAfterSayingSo(begun));
  const running = startAssay(['certify', subject, '--out', out]);
  // An interrupt that comes before the loop ends the run in order, and there is no second one.
  await vi.waitUntil(() => existsSync(begun), { timeout: 30_000 });
  running.kill('SIGINT');
  await setTimeout(1_300);
  running.kill('SIGINT');
  const beganMs = performance.now();
  const { exitCode, stderr } = await running;
  task.meta.figure = `ended ${Math.round(performance.now() - beganMs)} ms after the second signal, exit ${exitCode}`;
  expect(exitCode).toBe(130);
  expect(stderr).toContain(`ended at once; to remove what may be left: npx assay sweep --yes --out ${out}`);
  // A worker that loops does not notice by itself that nobody asks it any more.
  const pid = Number(await readFile(begun, 'utf8'));
  await vi.waitUntil(() => !isAlive(pid), { timeout: 10_000 });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function loopsAfterSayingSo(begun: string): string {
  return `
    import { writeFileSync } from 'node:fs';
    import { defineMutant, withProvider } from ${JSON.stringify(join(root, 'fixtures', 'define-mutant.ts'))};
    const list = () => { writeFileSync(${JSON.stringify(begun)}, String(process.pid)); for (;;); };
    const breaks = (registration) => withProvider(registration, { list });
    export default defineMutant({ name: 'loops', defect: 'list loops', contracts: [], breaks });
  `;
}

test('a reader that goes away ends the output, not the command', async () => {
  const command = `"${process.execPath}" bin/assay.js list contracts; echo "exit $?" >&2`;
  const stderr = await new Promise<string>((resolve) => {
    execFile('sh', ['-c', `{ ${command}; } | true`], { cwd: root }, (_error, _stdout, text) => resolve(text));
  });
  expect(stderr).toBe('exit 0\n');
});
