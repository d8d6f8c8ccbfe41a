import { existsSync } from 'node:fs';
import { hiddenLengthMin, hideability } from './hideability.ts';
import { passwordsOf, secretPieces } from './secret-pieces.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What an environment holds that nobody is to read, and what of it cannot be hidden. */
export interface EnvironmentSecrets {
  readonly secrets: readonly string[];
  /** One sentence for each variable that is not hidden; names it, and never says its value. */
  readonly warnings: readonly string[];
}

/** Names by which people call secrets. `PWD` alone is a folder. */
const secretName =
  /SECRET|TOKEN|PASSW|PASSPHRASE|CREDENTIAL|COOKIE|WEBHOOK|(?:API|ACCESS|PRIVATE|SIGNING)_?KEY|_KEYS?(?:_|$)|(?:_|^)AUTH$|_(?:PWD|PAT|PSK|DSN|JWT)$/i;

/** Whether a variable of this name is likely to hold a secret. */
export function looksSecret(name: string): boolean {
  return secretName.test(name);
}

/** The secrets of an environment: the variables that are passed on to providers, and those that look like one. */
export function secretsOfEnvironment(env: Environment, passed: readonly string[]): EnvironmentSecrets {
  const secrets: string[] = [];
  const warnings: string[] = [];
  for (const [name, value = ''] of Object.entries(env)) {
    secrets.push(...passwordsOf(value));
    const isPassed = passed.includes(name);
    if (!isPassed && !looksSecret(name)) continue;
    if (isPath(value)) continue;
    if (secretPieces(value).length > 0) secrets.push(value);
    else if (!isSwitch(value, isPassed)) warnings.push(`${name} ${whyNot(value)}, so it is not hidden where it shows`);
  }
  return { secrets, warnings };
}

/** Where a secret lies is none. */
function isPath(value: string): boolean {
  return /^(~|\.{0,2}[\\/]|[A-Za-z]:[\\/])/.test(value) && existsSync(value);
}

/** On, off, or a number that nobody gave for a secret. */
function isSwitch(value: string, isPassed: boolean): boolean {
  return /^(|0|1|true|false|yes|no|on|off|null|none)$/i.test(value) || (!isPassed && /^\d+$/.test(value));
}

function whyNot(value: string): string {
  return hideability(value) === 'short' ? `is shorter than ${hiddenLengthMin} characters` : 'is a common word';
}
