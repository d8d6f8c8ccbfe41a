import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { root } from '../cli/run-assay.ts';

let folder = '';
const author = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' };
const at = (...names: readonly string[]) => join(folder, ...names);
const git = (...args: readonly string[]) => execa('git', args, { cwd: at('checkout'), env: author });
const publish = () =>
  execa('bash', [join(root, '.ci/publish-site'), 'site', 'pages'], { cwd: at('checkout'), reject: false });

async function published(): Promise<readonly string[]> {
  await git('fetch', '-q', 'origin', 'pages');
  const { stdout } = await git('ls-tree', '-r', '--name-only', 'FETCH_HEAD');
  return stdout.split('\n');
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-publish-'));
  mkdirSync(at('checkout', 'site', 'pages'), { recursive: true });
  await execa('git', ['init', '-q', '--bare', at('remote.git')]);
  await git('init', '-q');
  await git('commit', '-q', '--allow-empty', '-m', 'begin');
  await git('remote', 'add', 'origin', at('remote.git'));
  writeFileSync(at('checkout', 'site', 'index.html'), 'a');
  writeFileSync(at('checkout', 'site', 'pages', 'a.html'), 'a');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the branch is made, holds the site and nothing else, and what is gone from the site is gone from it', async () => {
  writeFileSync(at('checkout', '.git', 'info', 'exclude'), '*\n');
  expect(await publish()).toMatchObject({ exitCode: 0 });
  expect(await published()).toEqual(['index.html', 'pages/a.html']);
  rmSync(at('checkout', 'site', 'pages', 'a.html'));
  writeFileSync(at('checkout', 'site', 'new name.html'), 'b');
  expect(await publish()).toMatchObject({ exitCode: 0 });
  expect(await published()).toEqual(['index.html', 'new name.html']);
  expect((await git('log', '--format=%h', 'FETCH_HEAD')).stdout.split('\n')).toHaveLength(2);
  expect((await git('status', '--short')).stdout).toBe('');
}, 60_000);

test('a site that is as it was is no new commit', async () => {
  await publish();
  expect(await publish()).toMatchObject({ exitCode: 0, stdout: 'pages is as it was' });
}, 60_000);

test('what is no site is not published', async () => {
  rmSync(at('checkout', 'site', 'index.html'));
  expect(await publish()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('has no index.html') });
  expect((await git('ls-remote', 'origin')).stdout).toBe('');
}, 60_000);
