import { missingVariable } from '../../engine/passed-names.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** Names given by `--env`. Throws UsageError for what is no name, and for a variable that is not set. */
export function parsePassedNames(given: readonly string[], env: Terminal['env']): readonly string[] {
  const names = [...new Set(given)];
  for (const name of names) mustBeName(name);
  const missing = missingVariable(env, names);
  if (missing !== undefined) throw new UsageError(missing);
  return names;
}

function mustBeName(name: string): void {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return;
  const [before = ''] = name.split('=');
  // What comes after it may be a secret: it is not said again.
  const shown = JSON.stringify(name.includes('=') ? `${before}=…` : name);
  throw new UsageError(`--env ${shown} is no name of a variable: write --env LAMBDA_API_KEY, and export its value`);
}
