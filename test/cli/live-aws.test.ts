import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { accessKeyId, type ServedEc2, serveEc2 } from '../clouds/ec2/serve-ec2.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { root, runAssay } from './run-assay.ts';

let ec2: ServedEc2 | undefined;

afterEach(async () => {
  vi.unstubAllEnvs();
  await ec2?.close();
  ec2 = undefined;
});

interface Typed {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Types it in a world of its own, where no run is expected. `ACCOUNT` and `URL` stand for those of that world. */
async function type(...argv: readonly string[]): Promise<Typed> {
  ec2 ??= await serveEc2();
  const { url, store } = ec2;
  const meant = argv.map((word) => word.replace('ACCOUNT', store.accountId).replace('URL', url));
  const terminal = fakeTerminal(root);
  const exitCode = await main(meant, terminal, fakeServices());
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

const live = ['certify', 'aws', '--live', '--url', 'URL', '--region', 'us-east-1'];
const limited = ['--max-cost', '1', '--worst-price', '0.02'];

test('a dry run is what comes by itself: it says what a run would do, and makes nothing', async () => {
  const { exitCode, out } = await type(...live, ...limited, '--account', 'ACCOUNT');
  expect(exitCode).toBe(0);
  expect(out).toContain(`account ${ec2?.store.accountId}, region us-east-1: a run makes up to 2 instances at a time`);
  expect(out).toContain('EC2 would do it: RunInstances, ');
  expect(out).toContain('a dry run: nothing was made; to make it add --no-dry-run');
  expect(await ec2?.ledger.entries()).toEqual([]);
});

test.each([
  { what: 'no --max-cost', argv: [...live, '--account', 'ACCOUNT'], said: 'cannot be used without --max-cost' },
  {
    what: 'no --max-cost and no dry run',
    argv: [...live, '--account', 'ACCOUNT', '--no-dry-run'],
    said: 'cannot be used without --max-cost',
  },
  { what: 'no --worst-price', argv: [...live, '--max-cost', '1'], said: '--max-cost needs --worst-price' },
  { what: 'no account', argv: [...live, ...limited], said: 'if that is the one, add --account' },
  {
    what: 'another account',
    argv: [...live, ...limited, '--account', '000000000000'],
    said: 'and --account says 000000000000',
  },
  {
    what: 'a region of others',
    argv: [...live, ...limited, '--account', 'ACCOUNT', '--region', 'me-south-1'],
    said: 'me-south-1 is no region of this account',
  },
  {
    what: 'two testbeds',
    argv: ['certify', 'aws', '--live', '--testbed', 'simulated'],
    said: '--live and --testbed simulated are two testbeds',
  },
  {
    what: 'an account without --live',
    argv: ['certify', 'aws', '--account', '123456789012'],
    said: '--account is a setting of the testbed live: add --live',
  },
  {
    what: '--no-dry-run without --live',
    argv: ['certify', 'aws', '--no-dry-run'],
    said: '--no-dry-run is a setting of the testbed live: add --live',
  },
])('with $what it is one message and exit code 2, and nothing is made', async ({ argv, said }) => {
  const { exitCode, err } = await type(...argv);
  expect([exitCode, err]).toEqual([2, expect.stringContaining(said)]);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(await ec2?.ledger.entries()).toEqual([]);
  expect(ec2?.actions.filter((action) => !action.startsWith('Describe'))).toEqual([]);
});

test('without credentials it is one message and exit code 2', async () => {
  ec2 = await serveEc2();
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, '');
  const { exitCode, err } = await type(...live, ...limited, '--account', 'ACCOUNT');
  expect([exitCode, err]).toEqual([2, expect.stringContaining('no credentials: export AWS_ACCESS_KEY_ID')]);
});

test('doctor says which account it is, and that it is ready where that was confirmed', async () => {
  const asked = ['doctor', 'aws', '--testbed', 'live', '--url', 'URL', '--region', 'us-east-1'];
  const unsure = await type(...asked);
  expect([unsure.exitCode, unsure.out]).toEqual([2, expect.stringContaining('if that is the one, add --account')]);
  const sure = await type(...asked, '--account', 'ACCOUNT');
  expect([sure.exitCode, sure.out]).toEqual([0, expect.stringMatching(/yes +aws on live +ready \(live\)/)]);
});

test('with --no-dry-run contracts run, within what the flags allow, and nothing is left', async () => {
  ec2 = await serveEc2();
  const { url, store } = ec2;
  const out = await mkdtemp(join(tmpdir(), 'assay-live-aws-'));
  onTestFinished(() => rm(out, { recursive: true }));
  const flags = ['--live', '--no-dry-run', '--url', url, '--region', 'us-east-1', '--account', store.accountId];
  const more = [...limited, '--allow-no-expiry', '--env', 'AWS_ACCESS_KEY_ID', '--env', 'AWS_SECRET_ACCESS_KEY'];
  const argv = ['certify', 'aws', ...flags, ...more, '--contracts', 'launch.unique-ids', '--out', out];
  const { exitCode, stdout, stderr } = await runAssay(argv, [], {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'secret-of-the-live-test',
  });
  expect(stderr).not.toContain('secret-of-the-live-test');
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/aws +│ reference +│ live/)]);
  const entries = await ec2.ledger.entries();
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.filter(({ gone }) => !gone)).toEqual([]);
}, 240_000);
