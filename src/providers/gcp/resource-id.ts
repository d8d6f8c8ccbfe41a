import { hash } from 'node:crypto';

/** Where a zonal resource is, and its number there. The service gives numbers but once, and names again and again. */
export interface ResourceId {
  readonly zone: string;
  readonly number: string;
}

export function writeId({ zone, number }: ResourceId): string {
  return `${zone}.${number}`;
}

/** Null for what was never given out, and could mean something else in a path. */
export function readId(id: string): ResourceId | null {
  const [, zone, number] = /^([a-z]+-[a-z]+\d+-[a-z])\.(\d{1,20})$/.exec(id) ?? [];
  return zone === undefined || number === undefined ? null : { zone, number };
}

export function regionOf(zone: string): string {
  return zone.replace(/-[a-z]$/, '');
}

/** The name at the end of a link. */
export function lastPart(link: string): string {
  return link.slice(link.lastIndexOf('/') + 1);
}

export function digest(parts: readonly unknown[], length = 32): string {
  return hash('sha256', JSON.stringify(parts)).slice(0, length);
}

/** A request id as the service takes it. The same parts give the same one, also in another process. */
export function requestIdOf(parts: readonly unknown[]): string {
  const hex = digest(['request', ...parts]);
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)];
  return `${a}-${b}-5${c}-a${d}-${hex.slice(20, 32)}`;
}
