import type { CheckedBootstrapRequest } from './check-bootstrap-request.ts';
import { quoteForShell } from './quote-for-shell.ts';

/** A POSIX shell script: the environment first, in the order of the request, then the commands. */
export function bootstrapShell(request: CheckedBootstrapRequest): string {
  const exports = request.environment.map(([name, value]) => `export ${name}=${quoteForShell(value)}`);
  return ['#!/bin/sh', ...exports, ...request.commands.map(runOrExit), ''].join('\n');
}

/**
 * `eval` keeps every command in the one shell and whole: a comment, a here-document or a syntax error cannot swallow
 * what follows. Not `set -e`: it overlooks `false && true`. The space keeps bash from reading a leading dash as an
 * option of `eval`; the quotes around `$?` keep an exported IFS from splitting it.
 */
function runOrExit(command: string): string {
  return `eval ${quoteForShell(` ${command}`)} || exit "$?"`;
}
