import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { certificateOf } from '../../src/certificate/certificate-of.ts';
import { createKeyPair, type KeyPair, signerOf } from '../../src/certificate/keys.ts';
import { signCertificate } from '../../src/certificate/sign-certificate.ts';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/engine/report.ts';
import { runOf, type SomeRun } from '../matrix/some-matrix.ts';
import { sampleOutcome, sampleProvider } from '../reporters/sample-report.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';

const at = '2026-11-27T12:00:00Z';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-matrix-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(...argv: readonly string[]) {
  const terminal = fakeTerminal(folder);
  const exitCode = await main(['matrix', ...argv, '--at', at], terminal, fakeServices());
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

async function write(name: string, content: unknown): Promise<void> {
  await mkdir(join(folder, name, '..'), { recursive: true });
  await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}

const hex = (digit: string) => `sha256:${digit.repeat(64)}`;

/** A report of one provider that keeps its one promise. */
function good(id: string, changes: Partial<SomeRun> = {}): Report {
  return runOf({ id, daysAgo: 1, set: hex('1'), ...changes }, [
    sampleProvider([sampleOutcome()], { name: 'acme', digest: hex('a') }),
  ]);
}

/** The same, and it came to something else. */
function broken(id: string): Report {
  const { providers, ...report } = good(id);
  return {
    ...report,
    providers: providers.map((provider) => {
      const outcomes = [sampleOutcome({ outcome: 'flaky', reason: { code: 'unstable', text: 'once' } })];
      return { ...provider, outcomes, verdict: 'inconclusive' };
    }),
  };
}

function certificate(report: Report, { privatePem }: KeyPair, expiresAt = '2026-12-27T12:00:00.000Z'): string {
  const { statements } = certificateOf(report, 'acme', { expiresAt, reportDigest: hex('c') });
  return signCertificate(statements, signerOf(privatePem, 'key'));
}

/** Every file of a site, with its bytes. */
async function siteIn(name: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name: file }) => join(parentPath, file));
  const files = paths.toSorted().map(async (path) => {
    return [path.slice(join(folder, name).length), await readFile(path, 'utf8')] as const;
  });
  return new Map(await Promise.all(files));
}

test('a folder as certify leaves it becomes a site: copies count once, and what is no evidence is passed over', async () => {
  await write('r/report.json', good('one'));
  await write('r/runs/one/report.json', good('one'));
  await write('r/failures/a.json', { version: 1, subject: {}, steps: [] });
  await write('r/journal.jsonl', '{"did": "spawn"}\n');
  await write('r/notes.txt', 'not JSON');
  expect(await run('r', '--out', 'site')).toEqual({
    exitCode: 0,
    out: '',
    err: 'counted once, as others say the same: r/runs/one/report.json\n1 provider beside 1 contract, from 1 run: site/index.html\n',
  });
  expect(await readFile(join(folder, 'site/index.html'), 'utf8')).toContain('acme');
});

test('the same files give the same bytes, in whatever order they are named, again and in place of the site before', async () => {
  await write('a/1.json', good('one'));
  await write('a/2.json', good('two', { daysAgo: 3 }));
  await write('b/3.json', broken('three'));
  await run('a/1.json', 'a/2.json', 'b', '--out', 'one');
  await run('b', './a', '--out', 'other');
  const first = await siteIn('one');
  expect(await siteIn('other')).toEqual(first);
  await run('b', 'a', '--out', 'one');
  expect(await siteIn('one')).toEqual(first);
  expect((await readdir(folder)).toSorted()).toEqual(['a', 'b', 'one', 'other']);
});

const future = good('future', { daysAgo: -1 });
const cut = {
  ...good('cut'),
  contractSet: { version: '0.1.0', digest: hex('1'), ids: ['terminate.idempotent', 'gone.one'] },
};
const lying = {
  ...broken('lie'),
  providers: broken('lie').providers.map((each) => ({ ...each, verdict: 'certified' })),
};

test.each([
  [
    'another schema version',
    { ...good('v2'), schemaVersion: 2 },
    'is a report of schema version 2, and this Assay reads 1',
  ],
  ['a truncated file', JSON.stringify(good('half')).slice(0, 400), 'is not JSON'],
  [
    'a field of another type',
    { ...good('type'), run: { ...good('type').run, seed: 'x' } },
    'is not a report (run.seed: ',
  ],
  ['a report from the future', future, 'is from the future: it says that it ended at 2026-11-28T12:00:00.000Z'],
  [
    'a report without one of its contracts',
    cut,
    'is a report that was changed, or cut short: of acme it does not say what gone.one came to',
  ],
  [
    'a verdict that its outcomes do not give',
    lying,
    'is a report that was changed, or cut short: of acme it says certified, and its outcomes come to inconclusive',
  ],
  ['a report of no provider', { ...good('none'), providers: [] }, 'is a report of no provider'],
  [
    'one part of a run',
    { ...good('part'), run: { ...good('part').run, shard: '1/2' } },
    'is shard 1/2 of a run: join its shards',
  ],
  ['what was signed without a key', { dsseEnvelope: {}, verificationMaterial: {} }, 'was signed without a key'],
  ['what is nested too deep', `{"run": ${'['.repeat(500)}${']'.repeat(500)}}`, 'is nested deeper than 100 levels'],
])('H2: %s among many is named, the others are published, exit 3', async (_what, content, why) => {
  await write('r/good.json', good('one'));
  await write('r/bad.json', content);
  const { exitCode, err } = await run('r');
  expect(err).toContain(`refused: r/bad.json ${why}`);
  expect(err).toContain('1 provider beside 1 contract, from 1 run: site/index.html');
  expect(exitCode).toBe(3);
  expect(await readFile(join(folder, 'site/index.html'), 'utf8')).toContain('r/bad.json');
});

test('two files that say different things of one run are both refused, and the signed one is believed', async () => {
  const [keys, other] = [createKeyPair(), createKeyPair()];
  await write('key.pub', keys.publicPem);
  await write('r/a.json', good('one'));
  await write('r/b.json', broken('one'));
  await write('r/c.json', good('two'));
  const unsigned = await run('r');
  expect(unsigned.err).toContain(
    'refused: r/a.json says of acme in run one otherwise than r/b.json, and nothing says which is true',
  );
  expect(unsigned.err).toContain('refused: r/b.json ');
  expect(unsigned.err).toContain('from 1 run');
  await write('r/acme.intoto.jsonl', certificate(good('one'), keys));
  await write('r/other.intoto.jsonl', certificate(good('three'), other));
  const signed = await run('r', '--key', 'key.pub');
  expect(signed.err).not.toContain('refused: r/a.json');
  expect(signed.err).toContain(
    'refused: r/b.json says of acme in run one otherwise than r/a.json, r/acme.intoto.jsonl, which is signed',
  );
  expect(signed.err).toContain('refused: r/other.intoto.jsonl cannot be used: it names the key');
  // Each of its parts is signed by that one.
  expect(signed.err.match(/it names the key/g)).toHaveLength(1);
  expect(signed.err).toContain('from 2 runs');
  expect(signed.exitCode).toBe(3);
});

test('a certificate alone is a run; one changed by a byte is refused, and one that expired makes no cell pass', async () => {
  const keys = createKeyPair();
  const text = certificate(good('one'), keys);
  await write('key.pub', keys.publicPem);
  await write('r/acme.intoto.jsonl', text);
  expect(await run('r', '--key', 'key.pub')).toMatchObject({ exitCode: 0 });
  expect(await readFile(join(folder, 'site/index.html'), 'utf8')).toContain('data-state="pass"');
  await write('r/acme.intoto.jsonl', text.replace('"sig":"', '"sig":"A'));
  expect(await run('r', '--key', 'key.pub', '--out', 'new')).toMatchObject({ exitCode: 2, out: '' });
  await write('r/acme.intoto.jsonl', certificate(good('one'), keys, '2026-11-27T11:00:00.000Z'));
  expect(await run('r', '--key', 'key.pub')).toMatchObject({ exitCode: 0 });
  expect(await readFile(join(folder, 'site/index.html'), 'utf8')).toContain('data-state="expired"');
});

test.each([
  [['no-such'], 'no-such does not exist: give reports, certificates, or folders of them'],
  [['empty'], 'there is nothing to show: give reports, certificates or folders of them'],
  [['good.json', '--stale-after', '60d'], '--stale-after 60d is longer than --expire-after 45d'],
  [['good.json', '--stale-after', 'soon'], '--stale-after "soon" is no such time'],
  [['good.json', '--at', 'yesterday'], '--at "yesterday" is no time'],
  [['good.json', '--key', 'good.json'], 'good.json is no public key in PEM'],
  [['good.json', '--out', 'foreign'], 'foreign holds mine.txt, which no assay matrix wrote'],
  [['good.json', '--out', 'good.json'], '--out good.json cannot be read as a folder'],
])('%j is refused with one message and exit 2, and nothing is written', async (argv, message) => {
  await write('good.json', good('one'));
  await write('foreign/mine.txt', 'mine');
  await mkdir(join(folder, 'empty'));
  const terminal = fakeTerminal(folder);
  const flags = argv.includes('--at') ? [] : ['--at', at];
  expect(await main(['matrix', ...argv, ...flags], terminal, fakeServices())).toBe(2);
  expect(terminal.err()).toContain(message);
  expect(terminal.err().trimEnd().split('\n')).toHaveLength(1);
  expect((await readdir(folder)).toSorted()).toEqual(['empty', 'foreign', 'good.json']);
  expect(await readdir(join(folder, 'foreign'))).toEqual(['mine.txt']);
});

test('a site that somebody put a file into is left as it is', async () => {
  await write('good.json', good('one'));
  await run('good.json');
  await write('site/CNAME', 'example.org');
  const { exitCode, err } = await run('good.json');
  expect({ exitCode, err }).toEqual({
    exitCode: 2,
    err: 'assay: site holds CNAME, which no assay matrix wrote: move it away, or choose another folder with --out\n',
  });
});

test('H1: a link in a folder is not followed, and is named; one that the user names is', async () => {
  await write('elsewhere/report.json', good('one'));
  await write('r/good.json', good('two'));
  await symlink(join(folder, 'elsewhere/report.json'), join(folder, 'r/report.json'));
  await symlink(join(folder, 'elsewhere'), join(folder, 'r/linked'));
  const { exitCode, err } = await run('r');
  expect(exitCode).toBe(3);
  expect(err).toContain('refused: r/report.json is a link, and may lead anywhere: name what it leads to');
  expect(err).toContain('from 1 run');
  expect((await run('r/linked', 'r/good.json')).err).toContain('from 2 runs');
});

test('H3: a site is made of data: what looks like a provider or a configuration there is never loaded', async () => {
  await write('r/report.json', good('one'));
  await write('assay.config.ts', 'throw new Error("loaded")');
  await write('r/provider.mjs', 'throw new Error("loaded")');
  expect(await run('r')).toMatchObject({ exitCode: 0 });
});

test('keys that reach a prototype are dropped, and names that are paths stay in the site', async () => {
  const report = good('one');
  const hostile = { ...report, providers: report.providers.map((each) => ({ ...each, name: '../../escape' })) };
  await write('r/a.json', JSON.stringify(hostile).replace('{', '{"__proto__": {"polluted": true}, '));
  expect(await run('r')).toMatchObject({ exitCode: 0 });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect((await readdir(folder)).toSorted()).toEqual(['r', 'site']);
});

test.runIf(process.platform === 'linux')('a site that cannot be written is told in a line', async () => {
  await write('unwritable.json', good('unwritable'));
  const { exitCode, err } = await run('unwritable.json', '--out', '/proc/no-such-site');
  expect(exitCode).toBe(3);
  expect(err).toContain('the site could not be written to /proc/no-such-site: ENOENT');
});
