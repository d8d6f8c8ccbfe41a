import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reportSchema } from '../../src/engine/report-schema.ts';
import '../promises/task-meta.ts';
import { root } from './run-assay.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-streams-'));
});
afterEach(() => rm(folder, { recursive: true }));

const run = 'certify orbstack --runs 1 --seed 1 --reporter json --reporter terminal --out out';

async function bash(script: string, env: Readonly<Record<string, string>> = {}) {
  const assay = `"${process.execPath}" "${join(root, 'bin', 'assay.js')}" ${run}`;
  const line = script.replaceAll('ASSAY', assay);
  return execa('bash', ['-c', line], { cwd: folder, env, reject: false, stdin: 'ignore', timeout: 60_000 });
}

async function mustHaveReport(): Promise<void> {
  const report = reportSchema.parse(JSON.parse(await readFile(join(folder, 'out', 'report.json'), 'utf8')));
  expect(report.providers[0]?.verdict).toBe('certified');
}

test('E4: a pipe that is closed costs neither the run nor its report', async ({ task }) => {
  const closed = await bash('exec 4>&1; { ASSAY; echo "exit $?" >&4; } 2>&1 | true');
  expect(closed.stdout).toBe('exit 0');
  await mustHaveReport();
  task.meta.figure = 'stdout and stderr closed: exit 0, report written';
});

test('E4: a pipe that is full and not read keeps no report from its file', async ({ task }) => {
  const { stdout } = await bash(`
    mkfifo pipe; exec 3<>pipe; head -c 65536 /dev/zero >&3
    ASSAY >pipe 2>pipe & assay=$!
    for i in $(seq 300); do [ -e out/report.json ] && break; sleep 0.1; done
    [ -e out/report.json ] && echo written
    sleep 0.5; kill -0 $assay && echo waits
    cat <pipe >/dev/null & cat=$!
    wait $assay; echo "exit $?"; kill $cat`);
  expect(stdout.split('\n')).toEqual(['written', 'waits', 'exit 0']);
  await mustHaveReport();
  task.meta.figure = '64 KiB full: report written, ends when it is read';
});

test('E4: streams that are not there cost nothing but what they would have shown', async ({ task }) => {
  expect((await bash('ASSAY >&- 2>&- <&-')).exitCode).toBe(0);
  await mustHaveReport();
  task.meta.figure = 'no stdin, stdout and stderr: exit 0, report written';
});

test.skipIf(process.platform !== 'linux').for(['dumb', 'xterm', ''])(
  'E4: on a terminal with TERM=%s the report is written, and a dumb one gets nothing that it cannot show',
  async (term, { task }) => {
    const script = `script --quiet --return --command 'ASSAY' /dev/null`;
    const { exitCode, stdout } = await bash(script, { TERM: term, CI: '', NO_COLOR: '' });
    expect(exitCode).toBe(0);
    await mustHaveReport();
    expect(stdout.includes('\u001b[')).toBe(term !== 'dumb');
    task.meta.figure = `TERM=${term || '(none)'}: exit 0, report written`;
  },
);
