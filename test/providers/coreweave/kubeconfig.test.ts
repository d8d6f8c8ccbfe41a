import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readSettings } from '../../../src/providers/coreweave/settings.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-kubeconfig-'));
});
afterAll(() => rm(folder, { recursive: true }));

const good = {
  'current-context': 'ml',
  contexts: [
    { name: 'other', context: { cluster: 'b', user: 'b' } },
    { name: 'ml', context: { cluster: 'a', user: 'a', namespace: 'training' } },
  ],
  clusters: [{ name: 'a', cluster: { server: 'https://org.k8s.us-east-04a.coreweave.com/' } }],
  users: [{ name: 'a', user: { token: 'of-the-file' } }],
};

async function written(config: unknown): Promise<string> {
  const path = join(folder, 'kubeconfig');
  await writeFile(path, typeof config === 'string' ? config : stringify(config));
  return path;
}

test('the current context of a kubeconfig says where the cluster is, who asks, and in which namespace', async () => {
  expect(readSettings({ KUBECONFIG: await written(good) })).toMatchObject({
    url: 'https://org.k8s.us-east-04a.coreweave.com',
    token: 'of-the-file',
    namespace: 'training',
  });
});

test('a token may be in a file of its own, which is looked for beside the kubeconfig', async () => {
  const tokenFile = join(folder, 'token');
  await writeFile(tokenFile, 'of-its-own\n');
  for (const named of [tokenFile, 'token', './token']) {
    const path = await written({ ...good, users: [{ name: 'a', user: { tokenFile: named } }] });
    expect(readSettings({ KUBECONFIG: path }).token).toBe('of-its-own');
  }
});

const { 'current-context': _current, ...noContext } = good;

test.each([
  [
    'no current context',
    noContext,
    /kubeconfig \(KUBECONFIG\) has no current context: choose one with kubectl config use-context/,
  ],
  ['a current context that is empty', { ...good, 'current-context': '' }, /has no current context/],
  ['a current context that is not there', { ...good, 'current-context': 'gone' }, /has no context "gone"/],
  ['no cluster', { ...good, clusters: [] }, /does not say where the cluster of the context "ml" is/],
  [
    'a cluster that is nowhere',
    { ...good, clusters: [{ name: 'a', cluster: { server: 'k8s:6443' } }] },
    /the cluster in .* must be the address of an API server, such as https:\/\/host, got "k8s:6443"/,
  ],
  ['no user', { ...good, users: null }, /has no user for the context "ml"/],
  ['a plugin', { ...good, users: [{ name: 'a', user: { exec: { command: 'x' } } }] }, /has a plugin to identify with/],
  [
    'a client certificate in a file',
    { ...good, users: [{ name: 'a', user: { 'client-certificate': 'x' } }] },
    /has a client certificate to identify with/,
  ],
  [
    'a token file that is not there',
    { ...good, users: [{ name: 'a', user: { tokenFile: 'gone' } }] },
    /gone \(the tokenFile of KUBECONFIG\) cannot be read \(ENOENT\)/,
  ],
  [
    'a client certificate',
    { ...good, users: [{ name: 'a', user: { 'client-certificate-data': 'x' } }] },
    /has a client certificate to identify with: a bearer token is needed/,
  ],
  ['no YAML', '{{', /is no kubeconfig/],
  ['a list', '- a', /is no kubeconfig/],
])('a kubeconfig with %s is refused before anything is asked', async (_what, config, message) => {
  const path = await written(config);
  expect(() => readSettings({ KUBECONFIG: path })).toThrow(message);
  expect(() => readSettings({ KUBECONFIG: path })).toThrow(expect.objectContaining({ code: 'INVALID_SPEC' }));
});

test.each([
  [{}, /KUBECONFIG must be set/],
  [{ KUBECONFIG: '/no/such/file' }, /\/no\/such\/file \(KUBECONFIG\) cannot be read \(ENOENT\)/],
  [{ KUBECONFIG: '/a:/b' }, /names several files/],
  [{ COREWEAVE_SERVER: 'https://x' }, /go together/],
  [{ COREWEAVE_SERVER: 'x', COREWEAVE_TOKEN: 't' }, /must be the address of an API server/],
  [{ COREWEAVE_SERVER: 'https://x', COREWEAVE_TOKEN: 't\n' }, /a character that no token has/],
  [{ COREWEAVE_SERVER: 'https://x', COREWEAVE_TOKEN: 't', COREWEAVE_NAMESPACE: '../b' }, /name of a namespace/],
  [
    { COREWEAVE_SERVER: 'https://x', COREWEAVE_TOKEN: 't', COREWEAVE_SCHEDULE_TIMEOUT_MS: '0' },
    /whole number of at least 1/,
  ],
])('settings %j are refused', (env, message) => {
  expect(() => readSettings(env)).toThrow(message);
});
