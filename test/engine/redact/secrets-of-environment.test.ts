import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createRedactor } from '../../../src/engine/redact/redactor.ts';
import { secretsOfEnvironment } from '../../../src/engine/redact/secrets-of-environment.ts';

test('F1: what is passed on, what looks secret, and passwords in URLs are secrets', () => {
  const env = {
    ...{ ENDPOINT_ID: 'ep-123456', GITHUB_TOKEN: 'ghp_abcdefgh', EDITOR: 'nano-nano-nano' },
    ...{ DATABASE: 'postgres://me:p%40ssw-1234@db.example/x' },
  };
  const { secrets, warnings } = secretsOfEnvironment(env, ['ENDPOINT_ID']);
  expect([...secrets].sort()).toEqual(['ep-123456', 'ghp_abcdefgh', 'p%40ssw-1234', 'p@ssw-1234']);
  expect(warnings).toEqual([]);
});

test('F3: what is too short or too common is told by name, and only where somebody may have meant a secret', () => {
  const env = {
    ...{ API_KEY: 'abc1234', DB_PASSWORD: 'changeme', ZONE: 'europe-west4-b', MAX_TOKENS: '4096', USE_TOKEN: 'true' },
    ...{ EMPTY_TOKEN: '', PLAIN: 'abc', PIN: '4711' },
  };
  const { secrets, warnings } = secretsOfEnvironment(env, ['ZONE', 'PIN']);
  expect(secrets).toEqual([]);
  const short = 'is shorter than 8 characters, so it is not hidden where it shows';
  const common = 'is a common word, so it is not hidden where it shows';
  expect(warnings).toEqual([`API_KEY ${short}`, `DB_PASSWORD ${common}`, `ZONE ${common}`, `PIN ${short}`]);
});

test('F3: the path of a file with a secret is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-path-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'credentials.json');
  writeFileSync(path, '{}');
  const env = { GOOGLE_APPLICATION_CREDENTIALS: path, OTHER_KEY: '/not/a/path/but+base64==' };
  expect(secretsOfEnvironment(env, []).secrets).toEqual(['/not/a/path/but+base64==']);
});

test('F3: a report keeps its words when the environment holds common ones', () => {
  const env = {
    A_TOKEN: 'terminate',
    B_TOKEN: 'instance',
    C_TOKEN: 'us-east-1',
    D_TOKEN: 'aaaaaaaaaa',
    E_TOKEN: 'true',
  };
  const text = 'terminate the instance in us-east-1, true, aaaaaaaaaa';
  expect(createRedactor(secretsOfEnvironment(env, []).secrets).text(text)).toBe(text);
});
