import type { MachineSpec } from '../../../provider/instance.ts';

/**
 * Every command that this host ever gives to `orbctl`. The dangerous ones take exactly one name: `delete` with an
 * unknown name among several removes none, and `stop` without any shuts down all of OrbStack, so it is not here at all.
 */
export const orbctl = {
  version: (): Arguments => ['version'],
  list: (): Arguments => ['list', '--format', 'json'],
  info: (idOrName: string): Arguments => ['info', mustBeName(idOrName), '--format', 'json'],
  config: (key: 'cpu' | 'memory_mib'): Arguments => ['config', 'get', key],
  create: (image: string, name: string, spec: MachineSpec, userDataFile?: string): Arguments => [
    ...['create', '--cpus', String(spec.cpus), '--memory', `${spec.memoryMiB}M`],
    ...(spec.diskGiB === undefined ? [] : ['--disk', `${spec.diskGiB}G`]),
    ...(userDataFile === undefined ? [] : ['--user-data', userDataFile]),
    ...[mustBeName(image), mustBeName(name)],
  ],
  clone: (from: string, name: string): Arguments => ['clone', mustBeName(from), mustBeName(name)],
  limit: (name: string, part: LimitPart, amount: number): Arguments => [
    ...['config', 'set', `machine.${mustBeName(name)}.${part}`, String(amount)],
  ],
  start: (name: string): Arguments => ['start', mustBeName(name)],
  /** By name only: by id the command of 2.2.3 crashes. `--force` keeps it from asking. */
  remove: (name: string): Arguments => ['delete', '--force', mustBeName(name)],
  /** A script in the guest, as root. What the script reads comes from standard input. */
  script: (name: string, script: string): Arguments => [
    ...['run', '--machine', mustBeName(name), '--user', 'root', 'sh', '-c', script, 'assay', name],
  ],
  forgetId: (name: string): Arguments => [
    ...['run', '--machine', mustBeName(name), '--user', 'root', 'truncate', '-s', '0', '/etc/machine-id'],
  ],
} as const;

export type Arguments = readonly string[];
export type LimitPart = 'cpu' | 'memory_mib' | 'disk_bytes';

const namesMax: ReadonlyMap<string, number> = new Map([
  ['delete', 1],
  ['start', 1],
]);
const forbidden: ReadonlySet<string> = new Set(['stop', 'shutdown', 'restart', 'reset', 'update', 'rename', 'default']);

/**
 * The last look before a command is run: throws for one that may act on more than one machine, or on all of OrbStack.
 * A defect of ours must not end somebody's work.
 */
export function mustBeHarmless(args: Arguments): void {
  const [command = '', ...rest] = args;
  if (forbidden.has(command)) throw new Error(`orbctl ${command} is never called`);
  const names = namesMax.get(command);
  if (names === undefined) return;
  const words = rest.filter((arg) => arg !== '--force');
  if (words.length !== names || !words.every(isName)) throw new Error(`orbctl ${command} needs exactly one name`);
}

/** Whether a word is a name, an id or an image, and not an option. */
export function isName(word: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9:._-]*$/.test(word);
}

function mustBeName(word: string): string {
  if (isName(word)) return word;
  throw new Error(`${JSON.stringify(word)} is no name of an OrbStack machine`);
}
