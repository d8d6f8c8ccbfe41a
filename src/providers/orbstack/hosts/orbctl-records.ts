import type { InstanceStatus, MachineSpec } from '../../../provider/instance.ts';
import { isObject } from '../../../provider/is-object.ts';

/** A machine as orbctl reports it. It knows no tags and no time of creation. */
export interface MachineRecord {
  readonly id: string;
  readonly name: string;
  readonly status: InstanceStatus;
  readonly spec: MachineSpec | undefined;
  /** The distribution that it was made from, with the codename of its version. */
  readonly image: string;
  readonly builtin: boolean;
}

/** Reads what `orbctl list` printed. Throws for anything but a list: nothing is no list. */
export function readRecords(stdout: string): readonly MachineRecord[] {
  const listed: unknown = JSON.parse(stdout);
  if (!Array.isArray(listed)) throw new Error('orbctl list printed something that is no list');
  return listed.map(readRecord);
}

/** Reads what `orbctl info` printed: the record inside, or, from older versions, the record alone. */
export function readInfo(stdout: string): MachineRecord {
  const printed: unknown = JSON.parse(stdout);
  return readRecord(isObject(printed) && 'record' in printed ? printed.record : printed);
}

/** Ids are ULIDs. A name is never taken for one, because names of ours have hyphens. */
export function isMachineId(id: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(id);
}

function readRecord(record: unknown): MachineRecord {
  if (!isObject(record)) throw new Error('orbctl printed a machine that is no object');
  const { id, name, image, config, builtin, state } = record;
  return {
    id: mustBeText(id, 'id'),
    name: mustBeText(name, 'name'),
    status: statuses.get(mustBeText(state, 'state')) ?? busy,
    spec: readSpec(isObject(config) ? config : {}),
    image: readImage(image),
    builtin: builtin === true,
  };
}

const statuses: ReadonlyMap<string, InstanceStatus> = new Map([
  ['creating', 'pending'],
  ['provisioning', 'pending'],
  ['starting', 'starting'],
  ['running', 'running'],
  ['stopping', 'stopping'],
  ['stopped', 'stopped'],
  ['deleting', 'terminating'],
]);

/** A state that nobody knows yet is one in which a machine is busy. */
const busy: InstanceStatus = 'pending';

const mebibyte = 1_048_576;

/** The ceilings of the machine. Zero and absent mean none: then nothing is said. */
function readSpec(config: Readonly<Record<string, unknown>>): MachineSpec | undefined {
  const cpus = amountOf(config.cpu_limit);
  const memoryMiB = amountOf(config.memory_limit_mib);
  const diskBytes = amountOf(config.disk_limit_bytes);
  if (cpus === undefined || memoryMiB === undefined) return undefined;
  return { cpus, memoryMiB, ...(diskBytes !== undefined && { diskGiB: diskBytes / (1_024 * mebibyte) }) };
}

function amountOf(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}

function readImage(image: unknown): string {
  if (!isObject(image)) return '';
  return [image.distro, image.version].filter((part) => typeof part === 'string' && part !== '').join(':');
}

function mustBeText(value: unknown, what: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`orbctl reports a machine without ${what}`);
}
