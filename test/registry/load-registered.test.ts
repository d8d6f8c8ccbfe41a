import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadRegistered } from '../../src/registry/load-registered.ts';
import { registeredNames } from '../../src/registry/registered-names.ts';
import { findRegistered, registeredProviders } from '../../src/registry.ts';
import { loadedFiles, ownersOf } from './loaded-files.ts';

let folder = '';
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'assay-loaded-')));
});
afterEach(() => rm(folder, { recursive: true }));

test('each of our providers is known by its own name, and loaded as it is registered', async () => {
  expect(registeredProviders.map(({ name }) => name)).toEqual(registeredNames);
  for (const name of registeredNames) expect(await loadRegistered(name)).toEqual(findRegistered(name));
});

test('an unknown name is refused in the same words', async () => {
  await expect(loadRegistered('orbstak')).rejects.toThrow('there is no provider orbstak: did you mean orbstack?');
  await expect(loadRegistered('constructor')).rejects.toThrow('there is no provider constructor');
});

const nothing = ['--contracts', 'nothing.*', '--seed', '1', '--workers', '1'];

test('a process that certifies one provider loads nothing of the others, and the one that judges it nothing of any', async () => {
  const { parent, workers } = await loadedFiles(['certify', 'lambda', 'aws', ...nothing], folder);
  expect(ownersOf(parent)).toEqual(new Set());
  expect(workers.map(ownersOf)).toEqual(expect.arrayContaining([new Set(['lambda']), new Set(['aws', 'ec2', 'moto'])]));
  expect(workers.map((files) => ownersOf(files).size).sort()).toEqual([1, 3]);
});

test('a process that certifies in memory loads no library that only real services need', async () => {
  const { workers } = await loadedFiles(['certify', 'orbstack', 'slurm', 'gcp', ...nothing], folder);
  expect(
    workers.map((files) => files.filter((file) => /node_modules\/(zod|yaml|google-auth-library)\//.test(file))),
  ).toEqual(workers.map(() => []));
  expect(workers.length).toBe(3);
});
