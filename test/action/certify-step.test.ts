import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runComposite } from '../../scripts/action/run-composite.ts';
import { root } from '../cli/run-assay.ts';
import '../promises/task-meta.ts';

// Stands where npm puts the command of whoever uses the action, and says what it was told.
const stub = `#!${process.execPath}
const { mkdirSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
const flags = args.slice(0, args.indexOf('--'));
const valueOf = (flag) => flags[flags.indexOf(flag) + 1];
const isSigned = flags.includes('--sign');
const key = process.env[valueOf('--sign')?.replace('env:', '')];
writeFileSync('told.json', JSON.stringify({ args, key }));
const end = (verdicts, code) => {
  const out = valueOf('--out');
  mkdirSync(out, { recursive: true });
  writeFileSync(out + '/report.json', JSON.stringify({ providers: verdicts.map((verdict) => ({ verdict })) }));
  if (isSigned) mkdirSync(out + '/certificates');
  process.exit(code);
};
if (args.includes('usage')) process.exit(2);
if (args.includes('hang')) {
  process.on('SIGTERM', () => setTimeout(() => end(['incomplete'], 143), 50));
  setInterval(() => {}, 1_000);
  writeFileSync('ready', '');
} else end(['certified', args.includes('bad') ? 'failed' : 'partial'], args.includes('bad') ? 1 : 0);
`;

let workspace = '';
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'assay-action-test-'));
  mkdirSync(join(workspace, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(workspace, 'node_modules/.bin/assay'), stub);
  chmodSync(join(workspace, 'node_modules/.bin/assay'), 0o755);
});
afterEach(() => rmSync(workspace, { recursive: true }));

function run(inputs: Readonly<Record<string, string>>, onStep?: (cancel: () => void) => void) {
  return runComposite({ folder: root, workspace, inputs, timeoutMs: 60_000, ...(onStep && { onStep }) });
}

const told = () => JSON.parse(readFileSync(join(workspace, 'told.json'), 'utf8'));

test('the outputs are the worst verdict, the report and the exit code, also where the step fails', async () => {
  expect(await run({ providers: 'a ./b.ts', args: '--runs 5', seed: '7', out: 'r' })).toMatchObject({
    exitCode: 0,
    outputs: { verdict: 'partial', report: 'r/report.json', certificates: '', 'exit-code': '0' },
  });
  expect(told().args.join(' ')).toMatch(/^certify --out r .*--seed 7 --runs 5 -- a \.\/b\.ts$/);
  expect(await run({ providers: 'bad' })).toMatchObject({
    exitCode: 1,
    outputs: { verdict: 'failed', report: '.assay/report.json', 'exit-code': '1' },
  });
});

test('what an earlier run left is not taken for the result of one that never began', async () => {
  await run({});
  expect(await run({ providers: 'usage' })).toMatchObject({
    exitCode: 2,
    outputs: { verdict: 'none', report: '', certificates: '', 'exit-code': '2' },
  });
});

test('the key is told by its name alone, and no log has it', async () => {
  const { outputs, log } = await run({ 'sign-key': 'PEM\nof a key', out: 'r' });
  expect(outputs.certificates).toBe('r/certificates');
  const { args, key } = told();
  expect([args.includes('env:ASSAY_SIGN_KEY'), key]).toEqual([true, 'PEM\nof a key']);
  expect([args.join(' ').includes('of a key'), log.includes('of a key')]).toEqual([false, false]);
});

test('G5: no input becomes a command, a file or another output', async ({ task }) => {
  const out = 'x\nend\nverdict=certified\nreport<<end\ny';
  const { exitCode, outputs } = await run({
    providers: '$(touch pwned) `touch pwned` ;touch pwned ../* \n--sign',
    args: '"two words" && touch pwned',
    out,
  });
  const { args } = told();
  expect(args.slice(args.indexOf('"two'))).toEqual([
    ...['"two', 'words"', '&&', 'touch', 'pwned', '--', '$(touch', 'pwned)', '`touch', 'pwned`'],
    ...[';touch', 'pwned', '../*', '--sign'],
  ]);
  expect(exitCode).toBe(0);
  expect(outputs).toEqual({ verdict: 'partial', report: `${out}/report.json`, certificates: '', 'exit-code': '0' });
  expect(readdirSync(workspace)).not.toContain('pwned');
  task.meta.figure = '3 hostile inputs of the action: 0 commands run, 0 outputs added';
});

test('a job that is cancelled tells Assay, which ends by itself, and the outputs are written', async () => {
  const { exitCode, outputs } = await run({ providers: 'hang' }, async (cancel) => {
    while (!readdirSync(workspace).includes('ready')) await new Promise((resolve) => setTimeout(resolve, 20));
    cancel();
  });
  expect({ exitCode, outputs }).toMatchObject({
    exitCode: 143,
    outputs: { verdict: 'incomplete', report: '.assay/report.json', 'exit-code': '143' },
  });
});
