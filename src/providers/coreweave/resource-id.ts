import { hash } from 'node:crypto';

/** A name is free again when its object is gone; the uid is given but once. */
export interface ResourceId {
  readonly name: string;
  readonly uid: string;
}

export function writeId({ name, uid }: ResourceId): string {
  return `${name}.${uid}`;
}

/** Null for what was never given out, and could mean something else in a path. */
export function readId(id: string): ResourceId | null {
  const [, name, uid] = /^(assay-[0-9a-f]{32})\.([0-9a-f-]{36})$/.exec(id) ?? [];
  return name === undefined || uid === undefined ? null : { name, uid };
}

/** Whether it is a name of ours: another one could mean something else in a path. */
export function isName(name: string): boolean {
  return /^assay-[0-9a-f]{32}$/.test(name);
}

export function nameOf(parts: readonly unknown[]): string {
  return `assay-${digest(parts)}`;
}

export function digest(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts)).slice(0, 32);
}
