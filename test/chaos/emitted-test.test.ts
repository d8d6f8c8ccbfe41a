import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chaosReportSchema } from '../../src/chaos/chaos-report.ts';
import { root, runAssay } from '../cli/run-assay.ts';
import { withPython } from '../with-python.ts';

// Inside the repository, where `assay/chaos` is this package.
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(root, '.assay-emitted-'));
});
afterEach(() => rm(folder, { recursive: true }));

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

/** Runs one test file with a vitest that knows nothing of this repository. */
async function runTest(file: string) {
  const args = [vitest, 'run', '--root', folder, '--config', join(folder, 'vitest.config.mjs'), file];
  await writeFile(join(folder, 'vitest.config.mjs'), 'export default {};\n');
  return runVitest(args, folder);
}

/** Runs vitest as somebody in this repository would. */
function runHere(words: readonly string[]) {
  return runVitest([vitest, ...words], root);
}

async function runVitest(args: readonly string[], cwd: string) {
  const { exitCode, all } = await execa(process.execPath, args, {
    ...{ cwd, reject: false, all: true, stdin: 'ignore' },
    env: { NO_COLOR: '1', VITEST: undefined, VITEST_WORKER_ID: undefined, VITEST_POOL_ID: undefined },
  });
  return { exitCode, all };
}

const unclear = './fixtures/foreign/unclear-spawn.experiment.yaml';
const program = (file: string) => `python3 ${join(root, 'fixtures', 'foreign', 'python', file)}`;

withPython.each([
  ['a module', './docs/examples/first-day.ts', 'I06'],
  ['a program in Python', program('naive.py'), 'I06'],
])(
  'the emitted test of %s fails alone with the same oracle, and its experiment fails again',
  async (_what, controlPlane, oracle) => {
    const out = join(folder, 'out');
    const found = await runAssay(['chaos', unclear, '--control-plane', controlPlane, '--seed', '1', '--out', out]);
    expect({ found, exitCode: found.exitCode }).toMatchObject({ exitCode: 1 });
    const report = chaosReportSchema.parse(JSON.parse(await readFile(join(out, 'chaos-report.json'), 'utf8')));
    const [failure] = report.failures;
    expect(failure).toMatchObject({ oracle });

    const emitted = join(root, failure?.emitted.test ?? '');
    expect((await readdir(join(out, 'chaos'))).toSorted().map((name) => name.replace(/^.*I06[^.]*/, ''))).toEqual([
      '.experiment.yaml',
      '.html',
      '.json',
      '.test.ts',
    ]);
    const text = await readFile(emitted, 'utf8');
    expect([...text.matchAll(/from ['"](.*)['"];$/gm)].map(([, module]) => module)).toEqual(['assay/chaos', 'vitest']);
    const alone = await runTest(emitted);
    expect(alone).toMatchObject({ exitCode: 1, all: expect.stringContaining(`"oracle": "${oracle}"`) });
    expect(alone.all).toContain(`"signature": "${failure?.signature}"`);

    const experiment = relative(root, join(root, failure?.emitted.experiment ?? ''));
    const again = await runAssay([
      'chaos',
      experiment,
      '--control-plane',
      controlPlane,
      '--seed',
      '1',
      '--seeds',
      '5',
      '--out',
      out,
    ]);
    expect(again).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(`FAIL  ${oracle}`) });
  },
  240_000,
);

test('the printed line runs it in a checkout whose own tests lie elsewhere, and without it nobody does', async () => {
  const out = join(folder, 'out');
  const args = ['--control-plane', './docs/examples/first-day.ts', '--seed', '1', '--out', out];
  const { stdout } = await runAssay(['chaos', unclear, ...args]);
  const [, words = ''] = /^ {2}as test {3}npx vitest (run .*)$/m.exec(stdout) ?? [];
  // Without the reporter of this repository, which keeps what became of the suite.
  const printed = await runHere([...words.split(' '), '--reporter', 'default']);
  expect(printed).toMatchObject({ exitCode: 1, all: expect.stringContaining('"oracle": "I06"') });
  expect(printed.all).toMatch(/Tests\s+1 failed \(1\)/);

  const listed = await runHere(['list', '--filesOnly']);
  expect(listed.all).toContain('test/chaos/emitted-test.test.ts');
  expect(listed.all).not.toContain(relative(root, folder));
}, 120_000);

withPython(
  'the emitted test passes when the control plane is mended',
  async () => {
    const copy = join(folder, 'mine.py');
    const read = (file: string) => readFile(join(root, 'fixtures', 'foreign', 'python', file), 'utf8');
    await writeFile(join(folder, 'assay_stdio.py'), await read('assay_stdio.py'));
    await writeFile(copy, await read('naive.py'));
    const out = join(folder, 'out');
    await runAssay(['chaos', unclear, '--control-plane', `python3 ${copy}`, '--seed', '1', '--out', out]);
    const name = (await readdir(join(out, 'chaos'))).find((each) => each.endsWith('.test.ts')) ?? '';
    await writeFile(copy, await read('sound.py'));
    const alone = await runTest(join(out, 'chaos', name));
    expect(alone).toMatchObject({ exitCode: 0, all: expect.stringContaining('1 passed') });
  },
  240_000,
);
