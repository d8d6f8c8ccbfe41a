import { type Stats, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { isModuleName } from './is-path.ts';
import { UsageError } from './usage-error.ts';

const advice = 'give the path of a module that exports a provider';

/** Throws UsageError where a path to a provider leads to nothing, to a folder, or to a file of another kind. */
export function mustBeModule(path: string, cwd: string): void {
  const found = statOf(path, cwd);
  if (!found) throw new UsageError(`${path} does not exist: ${advice}`);
  if (!found.isFile()) throw new UsageError(`${path} is not a file: ${advice}, such as ${exampleIn(path)}`);
  // A file without an extension may be one; what is in it says so.
  if (extname(path) !== '' && !isModuleName(path)) throw noModule(path);
}

/** Throws UsageError where what is taken for a name is a file or a folder: to advise on names would lead nowhere. */
export function mustBeNoFile(name: string, cwd: string): void {
  const found = statOf(name, cwd);
  if (!found) return;
  if (!found.isDirectory()) throw noModule(name);
  throw new UsageError(`${name} is a folder, and no registered provider: ${advice}, such as ${exampleIn(name)}`);
}

function statOf(path: string, cwd: string): Stats | undefined {
  return statSync(resolve(cwd, path), { throwIfNoEntry: false });
}

function noModule(path: string): UsageError {
  return new UsageError(
    `${path} is no module: give the path of a file of JavaScript or TypeScript that exports a provider`,
  );
}

function exampleIn(folder: string): string {
  const path = join(folder, 'my-provider.ts');
  return /^(\.\.)?[\\/]/.test(path) ? path : `./${path}`;
}
