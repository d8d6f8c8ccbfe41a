import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canRunCommand } from '../../src/cli/commands/can-run.ts';
import { matrixCommand } from '../../src/cli/commands/matrix.ts';
import { signCommand } from '../../src/cli/commands/sign.ts';
import { verifyCommand } from '../../src/cli/commands/verify.ts';
import type { SigstorePlaces } from '../../src/cli/keyless.ts';
import { main } from '../../src/cli/main.ts';
import { type FakeSigstore, fakeSigstore } from '../certificate/fake-sigstore.ts';
import { certifiedReport } from '../certificate/samples.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';

const identity = 'https://github.com/acme/adapter/.github/workflows/certify.yml@refs/heads/main';
const issuer = 'https://token.actions.githubusercontent.com';
const file = 'certificates/sample.sigstore.json';

let folder = '';
let sigstore: FakeSigstore;
let other: FakeSigstore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-keyless-'));
  sigstore = await fakeSigstore(join(folder, 'sigstore'));
  other = await fakeSigstore(join(folder, 'other'));
  const [startedAt = '', finishedAt = ''] = [7_200_000, 3_600_000].map((ms) => new Date(Date.now() - ms).toISOString());
  await writeFile(join(folder, 'report.json'), JSON.stringify(certifiedReport({}, { startedAt, finishedAt })));
  const signed = await sign(sigstore.as(identity, issuer));
  expect(signed).toMatchObject({ exitCode: 0, out: `${file}\n` });
  // It is said before it is done.
  expect(signed.err).toContain('writes your identity and a digest into a public log, for ever');
});
afterAll(async () => {
  await Promise.all([sigstore.close(), other.close()]);
  await rm(folder, { recursive: true });
});

async function sign(places: SigstorePlaces) {
  const terminal = fakeTerminal(folder);
  const flags = { keyless: true, yes: true, expires: '30d', out: 'certificates' };
  const exitCode = await signCommand('report.json', flags, terminal, places);
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

async function verify(name: string, flags: object = { identity, issuer }, places = sigstore.places) {
  const terminal = fakeTerminal(folder);
  const exitCode = await verifyCommand([name], { key: [], ...flags }, terminal, fakeServices(), places);
  return { exitCode, out: terminal.out() };
}

test('what was signed without a key is accepted from the very identity, and says whose it is', async () => {
  const { exitCode, out } = await verify(file);
  expect({ exitCode, out }).toEqual({
    exitCode: 0,
    out: expect.stringContaining(`signed by ${identity} (${issuer})`),
  });
});

test.each([
  ['another identity', { identity: 'https://github.com/mallory/adapter', issuer }, 'it was signed by '],
  // Sigstore takes a pattern that need only match somewhere.
  ['the beginning of it', { identity: 'https://github.com/acme', issuer }, 'it was signed by '],
  ['a pattern', { identity: '.*', issuer }, 'it was signed by '],
  ['another issuer', { identity, issuer: 'https://accounts.google.com' }, 'it was signed by '],
  ['another provider', { identity, issuer, provider: 'x' }, 'it is about the provider sample, not x'],
])('J1: it is refused for whoever asks for %s', async (_what, flags, message) => {
  expect(await verify(file, flags)).toEqual({ exitCode: 1, out: expect.stringContaining(message) });
});

test('J1: it is refused where it was changed, and where Sigstore is another', async () => {
  const bundle = JSON.parse(await readFile(join(folder, file), 'utf8'));
  const statement = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString();
  const payload = Buffer.from(statement.replace('"cases":100', '"cases":101')).toString('base64');
  const edited = { ...bundle, dsseEnvelope: { ...bundle.dsseEnvelope, payload } };
  await writeFile(join(folder, 'edited.json'), JSON.stringify(edited));
  await writeFile(
    join(folder, 'typed.json'),
    JSON.stringify({ ...bundle, dsseEnvelope: { ...bundle.dsseEnvelope, payloadType: 'x' } }),
  );
  await writeFile(join(folder, 'empty.json'), JSON.stringify({ ...bundle, dsseEnvelope: {} }));
  const log = bundle.verificationMaterial;
  await writeFile(
    join(folder, 'unlogged.json'),
    JSON.stringify({ ...bundle, verificationMaterial: { ...log, tlogEntries: [] } }),
  );
  expect(await verify('edited.json')).toEqual({
    exitCode: 1,
    out: expect.stringContaining('Sigstore does not accept it: '),
  });
  expect(await verify('unlogged.json')).toEqual({
    exitCode: 1,
    out: expect.stringContaining('Sigstore does not accept it: '),
  });
  expect(await verify(file, { identity, issuer }, other.places)).toEqual({
    exitCode: 1,
    out: expect.stringContaining('Sigstore does not accept it: '),
  });
  for (const name of ['typed.json', 'empty.json']) expect((await verify(name)).exitCode).toBe(2);
});

test('a key does not vouch for what has none, nor an identity for what has one', async () => {
  const terminal = fakeTerminal(folder);
  const run = (...argv: readonly string[]) => main(argv, terminal, fakeServices());
  await run('keygen', '--out', 'key');
  await run('sign', 'report.json', '--key', 'key', '--out', 'keyed');
  expect(await run('verify', file, '--key', 'key.pub')).toBe(1);
  expect(terminal.out()).toContain('say by whom it must be, with --identity and --issuer');
  expect(await run('verify', 'keyed/sample.intoto.jsonl', '--identity', identity, '--issuer', issuer)).toBe(1);
});

test.each([
  [['sign', 'report.json', '--keyless'], 'say --yes if you mean it'],
  [['sign', 'report.json', '--keyless', '--key', 'key'], '--key and --keyless are two ways to sign'],
  [['verify', file, '--identity', identity], '--identity and --issuer belong together'],
])('%j is refused with one message, exit 2', async (argv, message) => {
  const terminal = fakeTerminal(folder);
  expect(await main(argv, terminal, fakeServices())).toBe(2);
  expect(terminal.err()).toContain(message);
  expect(terminal.err().trimEnd().split('\n')).toHaveLength(1);
});

test('a folder stands for the certificates in it, with a key and without, and an empty one is none', async () => {
  const terminal = fakeTerminal(folder);
  await main(['keygen', '--out', 'both-key'], terminal, fakeServices());
  await main(['sign', 'report.json', '--key', 'both-key', '--out', 'both'], terminal, fakeServices());
  await cp(join(folder, file), join(folder, 'both/sample.sigstore.json'));
  await mkdir(join(folder, 'none'));

  const both = await verify('both', { identity, issuer, key: [join(folder, 'both-key.pub')] });
  expect(both.exitCode).toBe(0);
  expect(both.out.trimEnd().split('\n')).toEqual([
    expect.stringContaining('signed by key '),
    expect.stringContaining(`signed by ${identity}`),
  ]);
  expect(await verify('none')).toEqual({ exitCode: 2, out: 'none is refused: it has no certificates in it\n' });
});

describe('the gate', () => {
  const ask = async (flags: object, places = sigstore.places) => {
    const terminal = fakeTerminal(folder);
    const asked = { provider: 'sample', needs: [], key: [], json: true, ...flags };
    const exitCode = await canRunCommand(['certificates'], asked, terminal, fakeServices(), places);
    return { exitCode, ...JSON.parse(terminal.out()) };
  };
  const codesOf = (reasons: readonly { readonly code: string }[]) => reasons.map(({ code }) => code);

  test('takes what was signed without a key from the very identity', async () => {
    const { basis, open } = await ask({ identity, issuer });
    expect(codesOf(open)).not.toContain('nobody-trusted');
    expect(codesOf(open)).not.toContain('certificate-refused');
    expect(basis).toMatchObject([{ file, signer: { kind: 'keyless', id: `${identity} (${issuer})` } }]);
  });

  test.each([
    ['nobody is trusted', {}, 'nobody-trusted'],
    ['another identity is', { identity: 'https://github.com/mallory/adapter', issuer }, 'certificate-refused'],
  ])('knows nothing by it where %s', async (_what, flags, code) => {
    const { exitCode, open } = await ask(flags);
    expect(exitCode).toBe(3);
    expect(codesOf(open)).toContain(code);
  });
});

describe('the matrix', () => {
  const publish = async (flags: object, places = sigstore.places) => {
    const terminal = fakeTerminal(folder);
    const all = { out: 'site', key: [], title: 'x', staleAfter: '14d', expireAfter: '45d', ...flags };
    const exitCode = await matrixCommand(['certificates'], all, terminal, fakeServices(), places).catch(String);
    return { exitCode, err: terminal.err() };
  };

  test('shows a run that was signed without a key, and by whom', async () => {
    expect(await publish({ identity, issuer })).toMatchObject({ exitCode: 0 });
    const pages = await readFile(join(folder, 'site/providers/sample.html'), 'utf8');
    expect(pages).toContain(`signed by ${identity}`);
  });

  test.each([
    ['nobody is asked for', {}, 'say by whom it must be, with --identity and --issuer'],
    ['somebody else is', { identity: 'x', issuer }, 'cannot be used: it was signed by '],
  ])('refuses it where %s', async (_what, flags, message) => {
    expect((await publish(flags)).err).toContain(message);
  });

  test('refuses it where Sigstore is another', async () => {
    expect((await publish({ identity, issuer }, other.places)).err).toContain('Sigstore does not accept it: ');
  });
});

test('a Sigstore that does not answer costs the certificate, and says so', async () => {
  const gone = { sign: { ...sigstore.as(identity, issuer).sign, fulcioURL: 'http://127.0.0.1:9' } };
  const { exitCode, err } = await sign({ sign: { ...gone.sign, retry: 0 } as SigstorePlaces['sign'] & object });
  expect([exitCode, err]).toEqual([3, expect.stringContaining('Sigstore did not sign (')]);
});
