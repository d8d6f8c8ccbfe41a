import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { certifiedReport, wholeOutcomes } from '../certificate/samples.ts';
import { blocks, pages } from '../docs/pages.ts';
import { sampleOutcome } from '../reporters/sample-report.ts';
import { withOpenssl } from '../with-openssl.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { runAssay } from './run-assay.ts';

let folder = '';
let certified: Awaited<ReturnType<typeof runAssay>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-certificates-'));
  for (const name of ['key', 'other']) await run(['keygen', '--out', name]);
  const flags = ['--seed', '42', '--runs', '2', '--sign', at('key'), '--out', at('run'), '--reporter', 'json'];
  certified = await runAssay(['certify', 'orbstack', ...flags]);
  await writeFile(at('report.json'), JSON.stringify(certifiedReport({}, justNow())));
  await run(['sign', 'report.json', '--key', 'key', '--out', 'made']);
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

const real = 'run/certificates/orbstack.intoto.jsonl';
const made = 'made/sample.intoto.jsonl';

function at(name: string): string {
  return join(folder, name);
}

/** A run that ended an hour ago, whenever the test runs. */
function justNow() {
  const [startedAt, finishedAt] = [7_200_000, 3_600_000].map((ms) => new Date(Date.now() - ms).toISOString());
  return { startedAt, finishedAt } as { startedAt: string; finishedAt: string };
}

async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const terminal = { ...fakeTerminal(folder), env };
  const exitCode = await main(argv, terminal, fakeServices());
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

function verify(...argv: readonly string[]) {
  return runAssay(['verify', ...argv.map((each) => (/^(run|made|key|other|edited)/.test(each) ? at(each) : each))]);
}

test('J1: a fresh certificate of a real run is accepted, and one line says what is certified on what evidence', async () => {
  expect(certified.exitCode).toBe(0);
  expect(certified.stderr).toContain('certificates/orbstack.intoto.jsonl');
  const { exitCode, stdout } = await verify(real, '--key', 'key.pub', '--source', 'orbstack', '--provider', 'orbstack');
  expect(exitCode).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  for (const text of [
    'orbstack is certified: ',
    ' passed',
    'evidence simulated',
    'seed 42',
    'signed by key ',
    'until ',
  ])
    expect(stdout).toContain(text);
  const { report } = JSON.parse((await verify(real, '--key', 'key.pub', '--json')).stdout).certificates[0]
    .certification;
  const digest = createHash('sha256')
    .update(await readFile(at('run/report.json')))
    .digest('hex');
  expect(report.digest).toBe(`sha256:${digest}`);
});

test('J1: each thing that was done to it is refused, with its own words', async () => {
  const text = await readFile(at(real), 'utf8');
  const place = text.indexOf('"payload":"') + 2_000;
  await writeFile(
    at('edited-byte'),
    `${text.slice(0, place)}${text[place] === 'A' ? 'B' : 'A'}${text.slice(place + 1)}`,
  );
  await writeFile(at('edited-contract'), withoutContract(text));
  await writeFile(at('edited-downgrade'), text.split('\n')[1] ?? '');
  const older = `sha256:${'0'.repeat(64)}`;
  const cases = [
    [['edited-byte', '--key', 'key.pub'], 'its signature does not hold'],
    [['edited-contract', '--key', 'key.pub'], 'its signature does not hold'],
    [['edited-downgrade', '--key', 'key.pub'], 'a part of it was taken away'],
    [[real, '--key', 'other.pub'], 'and you trust '],
    [[real, '--key', 'key.pub', '--at', '2126-01-01'], 'it expired '],
    [[real, '--key', 'key.pub', '--contract-set', older], 'it is about another contract set'],
    [[real, '--key', 'key.pub', '--source', 'aws'], 'it is about other source of orbstack'],
    [[real, '--key', 'key.pub', '--fidelity', 'local'], 'come from further than local'],
  ] as const;
  for (const [argv, message] of cases) {
    const { exitCode, stdout } = await verify(...argv);
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining(message)]);
  }
}, 120_000);

function withoutContract(text: string): string {
  const envelope = JSON.parse(text.split('\n')[0] ?? '') as { payload: string };
  const statement = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as {
    predicate: { outcomes: object[] };
  };
  statement.predicate.outcomes.pop();
  return JSON.stringify({ ...envelope, payload: Buffer.from(JSON.stringify(statement)).toString('base64') });
}

withOpenssl('J1: openssl verifies the signature, by the commands that the page shows', async () => {
  const page = pages.find(({ path }) => path === 'docs/certificates.md');
  const script = page && blocks(page, 'sh').find((block) => block.includes('openssl'));
  await writeFile(at('certificate.intoto.jsonl'), await readFile(at(real)));
  await writeFile(at('assay-key.pub'), await readFile(at('key.pub')));
  const sh = (text: string) => execFileSync('sh', ['-ec', text], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  for (const line of ['1s', '2s']) {
    expect(sh((script ?? '').replaceAll(`'1s`, `'${line}`))).toContain('Signature Verified Successfully');
  }
  expect(JSON.parse(readFileSync(at('payload'), 'utf8')).predicateType).toContain('test-result');
  await writeFile(at('assay-key.pub'), await readFile(at('other.pub')));
  expect(() => sh(script ?? '')).toThrow('Command failed');
});

test('a private key is for its owner alone, and no key is ever overwritten', async () => {
  expect((await stat(at('key'))).mode & 0o777).toBe(0o600);
  const before = await readFile(at('key'), 'utf8');
  expect(await run(['keygen', '--out', 'key'])).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining('key is there already'),
  });
  expect(await readFile(at('key'), 'utf8')).toBe(before);
  await writeFile(at('half.pub'), '');
  await symlink(at('nowhere'), at('link'));
  for (const name of ['half', 'link']) expect((await run(['keygen', '--out', name])).exitCode).toBe(2);
  expect(await readdir(folder)).not.toContain('half');
  expect(await readdir(folder)).not.toContain('nowhere');
  expect(await run(['keygen', '--out', 'no/where'])).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining('choose another place'),
  });
});

test('a key comes from a variable too, and is in no output', async () => {
  const pem = await readFile(at('key'), 'utf8');
  const { exitCode, out, err } = await run(['sign', 'report.json', '--key', 'env:SIGNING_KEY', '--out', 'by-env'], {
    SIGNING_KEY: pem,
  });
  expect({ exitCode, out, err }).toEqual({ exitCode: 0, out: 'by-env/sample.intoto.jsonl\n', err: '' });
  expect((await run(['verify', 'by-env/sample.intoto.jsonl', '--key', 'key.pub'])).exitCode).toBe(0);
  const unset = await run(['sign', 'report.json', '--key', 'env:NOT_SET']);
  expect(unset).toMatchObject({ exitCode: 2, err: expect.stringContaining('the variable NOT_SET is not set') });
});

test('a secret of the environment is in no certificate', async () => {
  const secret = 'tok-of-a-certificate-71b3';
  const outcomes = wholeOutcomes(({ id }) =>
    id === 'terminate.idempotent'
      ? { outcome: 'inconclusive', reason: { code: 'infrastructure', text: `it said ${secret}` } }
      : {},
  );
  await writeFile(at('told.json'), JSON.stringify(certifiedReport({ outcomes, verdict: 'inconclusive' }, justNow())));
  const env = { SOME_TOKEN: secret };
  expect((await run(['sign', 'told.json', '--key', 'key', '--out', 'told'], env)).exitCode).toBe(0);
  const [line = ''] = (await readFile(at('told/sample.intoto.jsonl'), 'utf8')).split('\n');
  const payload = Buffer.from(JSON.parse(line).payload, 'base64').toString();
  expect(payload).toContain('it said [redacted]');
  expect(payload).not.toContain(secret);
});

test.each([
  ['partial', { outcome: 'skip', reason: { code: 'testbed-cannot', text: 'no ledger' } }, 0],
  ['failed', { outcome: 'fail' }, 1],
  ['inconclusive', { outcome: 'flaky', reason: { code: 'unstable', text: '' } }, 3],
  ['incomplete', { outcome: 'not-run', reason: { code: 'interrupted', text: '' } }, 3],
] as const)('a genuine certificate that says %s says so, and ends with %s', async (verdict, changes, exitCode) => {
  const outcomes = wholeOutcomes(({ id }) => (id === 'terminate.idempotent' ? changes : {}));
  await writeFile(at(`${verdict}.json`), JSON.stringify(certifiedReport({ outcomes, verdict }, justNow())));
  await run(['sign', `${verdict}.json`, '--key', 'key', '--out', verdict]);
  const verified = await run(['verify', `${verdict}/sample.intoto.jsonl`, '--key', 'key.pub']);
  expect(verified).toMatchObject({ exitCode, out: expect.stringContaining(`sample is ${verdict}: `) });
});

test('of several certificates each has its line, and what is refused hides nothing of the others', async () => {
  await writeFile(at('text.jsonl'), 'x\n');
  const argv = ['verify', made, 'text.jsonl', 'failed/sample.intoto.jsonl', 'gone.jsonl', '--key', 'key.pub'];
  const { exitCode, out } = await run(argv);
  const lines = out.trimEnd().split('\n');
  expect(exitCode).toBe(1);
  expect(lines).toEqual([
    expect.stringContaining('sample is certified'),
    expect.stringContaining('text.jsonl is refused: it is no certificate (line 1 is no DSSE envelope'),
    expect.stringContaining('sample is failed'),
    'gone.jsonl is refused: it does not exist: give a certificate',
  ]);
  expect((await run(['verify', made, 'text.jsonl', '--key', 'key.pub'])).exitCode).toBe(2);
});

test('every problem is told, the first on the line of the file', async () => {
  const { exitCode, out } = await run(['verify', made, '--key', 'key.pub', '--provider', 'x', '--at', '2126-01-01']);
  expect(exitCode).toBe(1);
  expect(out.split('\n').slice(0, 2)).toEqual([
    `${made} is refused: it is about the provider sample, not x`,
    expect.stringMatching(/^ {2}and it expired /),
  ]);
});

test.each([
  [['sign', 'report.json'], '--key is missing'],
  [['sign', 'report.json', '--key', 'key.pub'], 'key.pub is a public key: to sign, give the private one'],
  [['sign', 'report.json', '--key', 'none'], 'the key none does not exist: make a pair with assay keygen'],
  [['sign', 'report.json', '--key', 'key', '--expires', '30'], '--expires "30" is no such time'],
  [['sign', 'report.json', '--key', 'key', '--expires', '400d'], 'at most 366d'],
  [['sign', 'report.json', '--key', 'key', '--expires', '30m'], 'would have expired '],
  [['sign', 'shard.json', '--key', 'key'], 'shard.json is shard 1/2, a part of a run'],
  [['sign', 'empty.json', '--key', 'key'], 'empty.json says nothing about any provider'],
  [['sign', 'lies.json', '--key', 'key'], 'it says certified, and its own outcomes come to failed'],
  [['sign', 'key', '--key', 'key'], 'key is not JSON'],
  [['verify', made], '--key is missing'],
  [['verify', made, '--key', 'key'], 'key is a private key, which nobody needs to verify'],
  [['verify', made, '--key', 'report.json'], 'report.json is no public key in PEM'],
  [['verify', made, '--key', 'key.pub', '--fidelity', 'liv'], '--fidelity "liv" is unknown (did you mean live?)'],
  [['verify', made, '--key', 'key.pub', '--contract-set', 'x'], '--contract-set "x" is no digest of a set'],
  [['verify', made, '--key', 'key.pub', '--at', 'noon'], '--at "noon" is no time'],
  [['verify', made, '--key', 'key.pub', '--at', '2026-02-31T00:00:00Z'], '--at "2026-02-31T00:00:00Z" is no time'],
  [['verify', made, '--key', 'key.pub', '--source', './schemas'], '--source ./schemas'],
  [['verify', made, '--key', 'key.pub', '--max-age', '7'], '--max-age "7" is no such time'],
  [['verify', made, '--key', 'key.pub', '--source', './none.ts'], '--source ./none.ts does not exist'],
  [['verify', made, '--key', 'key.pub', '--source', 'orbstak'], 'orbstak'],
  [['certify', 'orbstack', '--sign', 'none'], 'the key none does not exist'],
  [['certify', 'orbstack', '--expires', '3d'], '--expires is for --sign'],
  [['certify', 'orbstack', '--sign', 'key', '--shard', '1/2'], '--sign is for whole runs'],
  [['certify', 'orbstack', '--reporter', 'attestation', '--shard', '1/2'], '--reporter attestation is for whole runs'],
])('%j is refused with one message, exit 2', async (argv, message) => {
  await writeFile(at('shard.json'), JSON.stringify(certifiedReport({}, { ...justNow(), shard: '1/2' })));
  await writeFile(at('empty.json'), JSON.stringify({ ...certifiedReport({}, justNow()), providers: [] }));
  const broken = wholeOutcomes(() => ({ outcome: 'fail' }));
  await writeFile(at('lies.json'), JSON.stringify(certifiedReport({ outcomes: broken }, justNow())));
  const { exitCode, out, err } = await run(argv);
  expect(err).toContain(message);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
});

test('G4: what a signer writes into a certificate is shown and not obeyed', async () => {
  const hostile = 'x\u001b[2J\r\n::set-output name=a::b\u202e';
  const outcomes = [
    ...wholeOutcomes(),
    sampleOutcome({
      contract: hostile,
      level: 'should',
      waiver: { owner: hostile, reason: '', link: '', expires: '2026-12-31', state: 'needless' },
    }),
  ];
  await writeFile(at('hostile.json'), JSON.stringify(certifiedReport({ name: hostile, outcomes }, justNow())));
  expect((await run(['sign', 'hostile.json', '--key', 'key', '--out', 'hostile'])).exitCode).toBe(0);
  const [file = ''] = await readdir(at('hostile'));
  const { exitCode, out } = await run(['verify', `hostile/${file}`, '--key', 'key.pub']);
  expect(exitCode).toBe(0);
  for (const character of ['\u001b', '\r', '\n', '\u202e']) expect(out.trimEnd()).not.toContain(character);
  expect(file).toMatch(/^[\w.-]+\.intoto\.jsonl$/);
});

test('a report that is at odds with itself is not attested, and its other outputs are written', async () => {
  await writeFile(at('odd.json'), JSON.stringify(certifiedReport({ outcomes: wholeOutcomes().slice(1) }, justNow())));
  const reporters = ['--reporter', 'attestation:odd.jsonl', '--reporter', 'terminal:odd.txt'];
  const { exitCode, err } = await run(['merge', 'odd.json', '--out', 'odd', ...reporters]);
  expect([exitCode, err]).toEqual([3, expect.stringContaining('the attestation could not be made: ')]);
  expect(await readFile(at('odd.txt'), 'utf8')).toContain('certified');
  await expect(readFile(at('odd.jsonl'), 'utf8')).rejects.toThrow('ENOENT');
});

test('a certificate that cannot be written is told, and nothing is half there', async () => {
  await mkdir(at('in-the-way/sample.intoto.jsonl'), { recursive: true });
  const { exitCode, err } = await run(['sign', 'report.json', '--key', 'key', '--out', 'in-the-way']);
  expect([exitCode, err]).toEqual([3, expect.stringContaining('the certificate of sample could not be written')]);
  expect(await readdir(at('in-the-way'))).toEqual(['sample.intoto.jsonl']);
});
