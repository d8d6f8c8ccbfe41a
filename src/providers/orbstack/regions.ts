import type { Host } from './host.ts';
import { lacking } from './refuse.ts';

/** The method of the capability `multiRegion`. */
export interface RegionMethods {
  listRegions(): Promise<readonly string[]>;
}

export function regionMethods({ listRegions }: Host): RegionMethods {
  if (listRegions === undefined) throw lacking('multiRegion');
  return { listRegions: () => listRegions() };
}
