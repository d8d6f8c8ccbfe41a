import { hash } from 'node:crypto';
import type { Account } from '../account.ts';
import type { PlacedVolume } from '../volumes.ts';

/** The tags by which a volume of a pool is known: of which, and in which slot of its zone. */
export const poolTag = 'assay:pool';
export const slotTag = 'assay:slot';
/** On a volume that an instance was given, and which so may hold somebody's data. */
export const usedTag = 'assay:used';

/** So many volumes of one size in each zone, each in a slot of its own: `perZone` of them, counted from 1. */
export interface Pool {
  readonly id: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly sizeGiB: number;
  readonly perZone: number;
}

export interface Slot {
  readonly zone: string;
  readonly number: number;
}

export function slotsOf({ zones, perZone }: Pool): readonly Slot[] {
  return zones.flatMap((zone) => Array.from({ length: perZone }, (_, index) => ({ zone, number: index + 1 })));
}

export function isIn({ zone, own }: PlacedVolume, slot: Slot): boolean {
  return zone === slot.zone && own[slotTag] === String(slot.number);
}

/** A key may have characters that no tag takes. A run that is marked has pools of its own, which go when it is swept. */
export function poolIdOf({ marks }: Account, key: string): string {
  return digest(['pool', key, Object.values(marks)]).slice(0, 32);
}

export function digest(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts));
}
