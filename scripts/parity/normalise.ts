import { kindOf, type Names } from './names.ts';

/** An answer by paths such as `Reservations[reservation-1].Instances[instance-1].State.Name`, all of it text. */
export type Flat = ReadonlyMap<string, string>;

/** What an element of a list is there as, whatever it holds. */
export const there = '(there)';

/**
 * An answer without what may differ between two services that agree: ids are names, times and addresses are only said to
 * be there, and lists have no order. What is new gets its name here.
 */
export function normalise(answer: object, names: Names): Flat {
  const { $metadata: _, ...fields } = answer as Readonly<Record<string, unknown>>;
  nameAll(fields, '', names);
  const flat = new Map<string, string>();
  write(fields, '', flat, names);
  return flat;
}

/** Fields whose values are anybody's. */
const volatile = new Set([
  'AvailabilityZoneId',
  'AvailableIpAddressCount',
  'CidrBlock',
  'CreationDate',
  'KmsKeyId',
  'MacAddress',
  'NextToken',
  'PrivateDnsName',
  'PrivateIpAddress',
  'PublicDnsName',
  'PublicIp',
  'PublicIpAddress',
  'SpotPrice',
  'SubnetArn',
  'ZoneId',
]);

function write(value: unknown, path: string, flat: Map<string, string>, names: Names): void {
  if (value === undefined || value === null || value === '') return;
  if (Array.isArray(value)) writeList(value, path, flat, names);
  else if (typeof value !== 'object' || value instanceof Date) {
    flat.set(path, volatile.has(fieldOf(path)) ? '(any)' : scalar(value, names));
  } else {
    for (const [key, part] of Object.entries(value)) write(part, path === '' ? key : `${path}.${key}`, flat, names);
  }
}

function writeList(list: readonly unknown[], path: string, flat: Map<string, string>, names: Names): void {
  const counts = new Map<string, number>();
  for (const each of list) {
    const key = keyOf(each, path, names);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const own = `${path}[${count === 1 ? key : `${key} again ${count}`}]`;
    flat.set(own, there);
    if (typeof each === 'object') write(each, own, flat, names);
  }
}

/** What tells the elements of each list apart; of other lists, the first field that is there. */
const keys: Readonly<Record<string, readonly string[]>> = {
  Snapshots: ['SnapshotId'],
  Tags: ['ResourceId', 'Key'],
  SpotPriceHistory: ['InstanceType', 'AvailabilityZone'],
};
const keysDefault = [
  'InstanceId',
  'VolumeId',
  'ImageId',
  'SnapshotId',
  'SpotInstanceRequestId',
  'ReservationId',
  'SubnetId',
  'RegionName',
  'ZoneName',
  'DeviceName',
  'InstanceType',
  'GroupId',
];

function keyOf(element: unknown, path: string, names: Names): string {
  if (typeof element !== 'object' || element === null) return scalar(element, names);
  const fields = element as Readonly<Record<string, unknown>>;
  const first = keysDefault.find((key) => typeof fields[key] === 'string') ?? '';
  return (keys[fieldOf(path)] ?? [first])
    .map((key) => fields[key])
    .filter((each) => typeof each === 'string')
    .map((each) => scalar(each, names))
    .join(' ');
}

function scalar(value: unknown, names: Names): string {
  if (value instanceof Date) return '(time)';
  const text = String(value);
  return text
    .replace(/[a-z-]+-[0-9a-f]{8,17}\b/g, (id) => names.nameOf(id) ?? id)
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (GMT|UTC)/g, '(time)')
    .replace(/\b\d{12}\b/g, '(account)');
}

function fieldOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/**
 * New ids get their names in an order that is the same for both judges, whatever the order of their lists. Not the volume
 * of a snapshot, which may be one that nobody ever sees.
 */
function nameAll(value: unknown, path: string, names: Names): void {
  if (typeof value === 'string') {
    if (kindOf(value) !== null && names.nameOf(value) === null) names.learn(value);
    return;
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  if (Array.isArray(value)) {
    const ordered = value.toSorted((a, b) => compareText(orderOf(a, path, names), orderOf(b, path, names)));
    for (const each of ordered) nameAll(each, path, names);
    return;
  }
  const parts = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  for (const [key, part] of parts) if (!(key === 'VolumeId' && 'Progress' in value)) nameAll(part, key, names);
}

/** An element whose name is known comes by its name, and what is new after that, by what is in it. */
function orderOf(element: unknown, path: string, names: Names): string {
  const key = keyOf(element, path, names);
  return kindOf(key) === null ? key : `~${withoutNew(element, names)}`;
}

function withoutNew(element: unknown, names: Names): string {
  return JSON.stringify(element, (key, value: unknown) => {
    if (volatile.has(key) || typeof value !== 'string') return volatile.has(key) ? undefined : value;
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return '(time)';
    return kindOf(value) === null ? value : (names.nameOf(value) ?? '~');
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
