import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { project, type ServedGcp, serveGcp, token } from '../clouds/gcp/serve-gcp.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { root, runAssay } from './run-assay.ts';

let gcp: ServedGcp | undefined;

afterEach(async () => {
  vi.unstubAllEnvs();
  await gcp?.close();
  gcp = undefined;
});

/** Types it in a world of its own, where no run is expected. `URL` stands for that of the service. */
async function type(...argv: readonly string[]) {
  gcp ??= await serveGcp();
  const { url } = gcp;
  const terminal = fakeTerminal(root);
  const exitCode = await main(
    argv.map((word) => word.replace('URL', url)),
    terminal,
    fakeServices(),
  );
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

const live = ['certify', 'gcp', '--live', '--url', 'URL', '--region', 'us-central1'];
const limited = ['--max-cost', '1', '--worst-price', '0.02'];

test('a dry run is what comes by itself: it says what a run would do, and makes nothing', async () => {
  const { exitCode, out } = await type(...live, ...limited, '--account', project);
  expect(exitCode).toBe(0);
  expect(out).toContain(`project ${project}, region us-central1: a run makes up to 2 instances at a time`);
  expect(out).toContain('a dry run: nothing was made; to make it add --no-dry-run');
  expect(await gcp?.ledger.entries()).toEqual([]);
});

test.each([
  { what: 'no --max-cost', argv: [...live, '--account', project], said: 'cannot be used without --max-cost' },
  { what: 'no account', argv: [...live, ...limited], said: `if that is the one, add --account ${project}` },
  { what: 'another account', argv: [...live, ...limited, '--account', 'other'], said: 'there is no project other' },
])('with $what it is one message and exit code 2, and nothing is made', async ({ argv, said }) => {
  const { exitCode, err } = await type(...argv);
  expect([exitCode, err]).toEqual([2, expect.stringContaining(said)]);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(await gcp?.ledger.entries()).toEqual([]);
});

const sweep = ['--testbed', 'live', '--url', 'URL', '--region', 'us-central1', '--account', project];

test('a sweep of the testbed live says whose it is, since several clouds have one', async () => {
  expect(await type('sweep', 'gcp', ...sweep)).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining('nothing here is ours to remove'),
  });
  expect(await type('sweep', ...sweep)).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining(
      '--testbed live is one of aws, slurm, gcp and coreweave: say whose is meant, such as assay sweep aws --testbed live',
    ),
  });
});

test.each([
  ['lambda', ...sweep, '--testbed "live" of lambda does not show by whom a thing was made'],
  ['gpc', ...sweep, 'there is no provider gpc: did you mean gcp?'],
  ['gcp', 'gcp is for the sweep of a testbed: add --testbed'],
])('a sweep of %s that cannot be is one message and exit code 2', async (...words) => {
  const said = words.pop() ?? '';
  expect(await type('sweep', ...words)).toMatchObject({ exitCode: 2, err: expect.stringContaining(said) });
});

test('with --no-dry-run contracts run, within what the flags allow, and nothing is left', async () => {
  gcp = await serveGcp();
  const out = await mkdtemp(join(tmpdir(), 'assay-live-gcp-'));
  onTestFinished(() => rm(out, { recursive: true }));
  const flags = ['--live', '--no-dry-run', '--url', gcp.url, '--region', 'us-central1', '--account', project];
  const more = [...limited, '--allow-no-expiry', '--env', 'GOOGLE_OAUTH_ACCESS_TOKEN'];
  const argv = ['certify', 'gcp', ...flags, ...more, '--contracts', 'launch.unique-ids', '--out', out];
  const { exitCode, stdout, stderr } = await runAssay(argv, [], { GOOGLE_OAUTH_ACCESS_TOKEN: token });
  expect(stderr).not.toContain(token);
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/gcp +│ additional +│ live/)]);
  const entries = await gcp.ledger.entries();
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.filter(({ gone }) => !gone)).toEqual([]);
}, 240_000);
