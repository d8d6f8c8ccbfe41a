import type { BootstrapFormat, BootstrapRequest, TailscaleJoin } from './bootstrap.ts';
import { environmentNameProblem, showEnvironmentName } from './environment-name.ts';
import { isObject } from './is-object.ts';
import { type Refuse, refuseAs } from './refuse.ts';

/** A request whose every part can be written down faithfully. */
export interface CheckedBootstrapRequest {
  readonly format: Exclude<BootstrapFormat, 'ignition'>;
  readonly environment: readonly (readonly [name: string, value: string])[];
  readonly commands: readonly string[];
  readonly tailscale?: TailscaleJoin;
}

/** Throws INVALID_SPEC for what cannot be a bootstrap. Callers may be plain JavaScript, so types are checked too. */
export function checkBootstrapRequest(request: BootstrapRequest, provider: string): CheckedBootstrapRequest {
  const refuse = refuseAs(provider);
  if (!isObject(request)) throw refuse('a bootstrap request must be an object');
  return {
    format: checkFormat(request.format, refuse),
    environment: checkEnvironment(request.environment, refuse),
    commands: checkCommands(request.commands, refuse),
    ...(request.tailscale !== undefined && { tailscale: checkTailscale(request.tailscale, refuse) }),
  };
}

function checkFormat(format: unknown, refuse: Refuse): CheckedBootstrapRequest['format'] {
  if (format === undefined) return 'shell';
  if (format === 'shell' || format === 'cloud-init') return format;
  throw refuse(`no bootstrap of format ${JSON.stringify(format)}; the formats are shell and cloud-init`);
}

function checkEnvironment(environment: unknown, refuse: Refuse): CheckedBootstrapRequest['environment'] {
  if (environment === undefined) return [];
  if (!isObject(environment)) throw refuse('environment must be an object of names and values');
  return Object.entries(environment).map(([name, value]) => {
    const variable = `environment variable ${showEnvironmentName(name)}`;
    const problem = environmentNameProblem(name);
    if (problem !== null) throw refuse(`${variable}: ${problem}`);
    return [name, checkText(value, `the value of ${variable}`, refuse)];
  });
}

function checkCommands(commands: unknown, refuse: Refuse): readonly string[] {
  if (commands === undefined) return [];
  if (!Array.isArray(commands)) throw refuse('commands must be an array of strings');
  return commands.map((command, index) => checkText(command, `command ${index + 1}`, refuse));
}

const hostnamePattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Never shows the key. */
function checkTailscale(tailscale: unknown, refuse: Refuse): TailscaleJoin {
  if (!isObject(tailscale)) throw refuse('tailscale must be an object with authKey');
  const { authKey, hostname } = tailscale as Partial<Record<string, unknown>>;
  if (typeof authKey !== 'string' || !/^[\x21-\x7e]+$/.test(authKey)) {
    throw refuse('tailscale.authKey must be a text of visible ASCII characters');
  }
  if (hostname === undefined) return { authKey };
  if (typeof hostname === 'string' && hostnamePattern.test(hostname)) return { authKey, hostname };
  throw refuse('tailscale.hostname must be letters, digits and inner hyphens, 63 at most');
}

/** Never shows the text: it may be a secret. */
function checkText(text: unknown, what: string, refuse: Refuse): string {
  if (typeof text !== 'string') throw refuse(`${what} must be a string`);
  if (text.includes('\0')) throw refuse(`${what} holds a NUL, which no shell can carry`);
  if (!text.isWellFormed()) throw refuse(`${what} holds half a surrogate pair, which has no UTF-8 form`);
  return text;
}
