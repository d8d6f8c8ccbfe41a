import { checkOptionalText, checkText } from '../check-text.ts';
import { checkWhole } from '../check-whole.ts';
import { isObject } from '../is-object.ts';
import type { Refuse } from '../refuse.ts';
import type { WorkflowOutput } from '../workflow.ts';

/**
 * What the workflow `warm-pool` takes: a pool of prepared volumes, so many in each zone. The key names the pool.
 *
 * @example
 * const input: WarmPoolInput = { key: 'builders', sizeGiB: 100, perZone: 2, zones: ['eu-central-1a', 'eu-central-1b'] };
 */
export interface WarmPoolInput {
  readonly key: string;
  readonly sizeGiB: number;
  /** How many volumes of each zone nobody has claimed when the workflow has ended. */
  readonly perZone: number;
  /** The provider's own where none is named. */
  readonly region?: string;
  /** Every zone of the region where none is named. */
  readonly zones?: readonly string[];
}

/**
 * What it comes to: `volumes` can be claimed at once, and `zones` says where they are.
 *
 * @example
 * const inZone = (output: WarmPoolOutput, zone: string) => output.zones.find((each) => each.zone === zone)?.volumeIds;
 */
export interface WarmPoolOutput extends WorkflowOutput {
  readonly volumes: NonNullable<WorkflowOutput['volumes']>;
  readonly zones: readonly { readonly zone: string; readonly volumeIds: readonly string[] }[];
}

/** A pool is for a burst of machines, not for a fleet of them. */
export const perZoneMax = 64;
const parts: readonly string[] = ['key', 'sizeGiB', 'perZone', 'region', 'zones'] satisfies (keyof WarmPoolInput)[];

/** Throws INVALID_SPEC for what is no pool. */
export function checkWarmPool(input: unknown, refuse: Refuse, sizeGiBMax: number): WarmPoolInput {
  if (!isObject(input)) throw refuse('the input of warm-pool must be an object');
  const unknown = Object.keys(input).find((part) => !parts.includes(part));
  if (unknown !== undefined) throw refuse(`warm-pool knows no part ${JSON.stringify(unknown)}`);
  const region = checkOptionalText(input.region, 'region', refuse);
  const zones = checkZones(input.zones, refuse);
  return {
    key: checkText(input.key, 'key', refuse),
    sizeGiB: checkWhole(input.sizeGiB, 'sizeGiB', { min: 1, max: sizeGiBMax }, refuse),
    perZone: checkWhole(input.perZone, 'perZone', { min: 1, max: perZoneMax }, refuse),
    ...(region !== undefined && { region }),
    ...(zones && { zones }),
  };
}

function checkZones(zones: unknown, refuse: Refuse): readonly string[] | undefined {
  if (zones === undefined) return undefined;
  if (!Array.isArray(zones) || zones.length === 0) throw refuse('zones must be a list of names that is not empty');
  const names = zones.map((zone, index) => checkText(zone, `zones[${index}]`, refuse));
  if (new Set(names).size < names.length) throw refuse('zones names a zone twice');
  return names;
}
