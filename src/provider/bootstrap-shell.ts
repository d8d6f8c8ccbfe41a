import { bootstrapTailscale } from './bootstrap-tailscale.ts';
import type { CheckedBootstrapRequest } from './check-bootstrap-request.ts';
import { quoteForShell } from './quote-for-shell.ts';

/** A POSIX shell script: the tailnet first, then the environment in the order of the request, then the commands. */
export function bootstrapShell(request: CheckedBootstrapRequest): string {
  const exports = request.environment.map(([name, value]) => `export ${name}=${quoteForShell(value)}`);
  const join = request.tailscale ? bootstrapTailscale(request.tailscale) : [];
  return ['#!/bin/sh', ...join, ...exports, ...request.commands.map(runOrExit), ''].join('\n');
}

/**
 * `eval` keeps every command in the one shell and whole: a comment, a here-document or a syntax error cannot swallow
 * what follows. Not `set -e`: it overlooks `false && true`. The space keeps bash from reading a leading dash as an
 * option of `eval`; the quotes around `$?` keep an exported IFS from splitting it.
 */
function runOrExit(command: string): string {
  return `eval ${quoteForShell(` ${command}`)} || exit "$?"`;
}
