import { execa } from 'execa';
import { expect, test } from 'vitest';
import { loadRegistered } from '../../src/registry/load-registered.ts';
import { findRegistered, registeredProviders } from '../../src/registry.ts';

test('each of our providers is loaded as it is registered', async () => {
  for (const { name } of registeredProviders) expect(await loadRegistered(name)).toEqual(findRegistered(name));
});

test('an unknown name is refused in the same words', async () => {
  await expect(loadRegistered('orbstak')).rejects.toThrow('there is no provider orbstak: did you mean orbstack?');
  await expect(loadRegistered('constructor')).rejects.toThrow('there is no provider constructor');
});

const loadedFiles = `
  import { registerHooks } from 'node:module';
  const files = [];
  registerHooks({ load: (url, context, next) => (files.push(url), next(url, context)) });
  const { loadRegistered } = await import(process.argv[1]);
  await loadRegistered(process.argv[2]);
  console.log(files.join('\\n'));
  process.exit();
`;

test('a process that needs one provider loads nothing of the others', async () => {
  const module = new URL('../../dist/registry/load-registered.js', import.meta.url);
  const { stdout } = await execa(process.execPath, ['--input-type=module', '-e', loadedFiles, module.href, 'lambda']);
  const folders = [...stdout.matchAll(/dist\/(?:providers|clouds)\/([^/]+)\//g)].map(([, folder]) => folder);
  expect(new Set(folders)).toEqual(new Set(['lambda']));
});
