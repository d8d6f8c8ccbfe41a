import { relative, resolve } from 'node:path';
import { UsageError } from './usage-error.ts';

/** The parts are the evidence: the whole must not take the place of one. */
export function mustKeepInputs(files: readonly string[], output: string, cwd: string): void {
  const overwritten = files.find((file) => resolve(cwd, file) === resolve(cwd, output));
  if (overwritten === undefined) return;
  const name = relative(cwd, resolve(cwd, output));
  throw new UsageError(`the merged report would overwrite ${name}: choose another place, such as --out merged`);
}
