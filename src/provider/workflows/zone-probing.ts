import { checkText } from '../check-text.ts';
import { checkWhole } from '../check-whole.ts';
import { isObject } from '../is-object.ts';
import type { Refuse } from '../refuse.ts';
import type { SpawnRequest } from '../requests.ts';
import type { WorkflowOutput } from '../workflow.ts';

/** The workflow that launches one machine in the first zone with room. */
export const zoneProbingName = 'zone-probing';

/**
 * What zone probing takes: one machine, and where to look for room.
 *
 * @example
 * const input: ZoneProbingInput = { key: 'worker-7', request: { spec }, zones: ['us-east-1c', 'us-east-1a'] };
 */
export interface ZoneProbingInput {
  /** One key, one machine. A run that fails ends what it made, and a key whose machine was ended is used up. */
  readonly key: string;
  readonly request: Omit<SpawnRequest, 'idempotencyKey'>;
  /** In the order in which they are asked. Default: every zone of the region, in an order that follows from the key. */
  readonly zones?: readonly string[];
  /** For how long a zone that has no room is asked after the others. Default: five minutes. */
  readonly rememberForMs?: number;
}

/** `remembered`: had no room not long ago, and so waits until the others were asked. `found`: has the machine of the key already. */
export type ZoneOutcome = 'launched' | 'found' | 'no-capacity' | 'remembered';

export interface TriedZone {
  readonly zone: string;
  readonly outcome: ZoneOutcome;
}

/** The one machine, and what was tried on the way to it, in order. */
export interface ZoneProbingOutput extends WorkflowOutput {
  readonly tried: readonly TriedZone[];
}

/** An input with nothing left open but the order of the zones, and its request still to be checked by who launches it. */
export type CheckedProbing = ZoneProbingInput & Required<Pick<ZoneProbingInput, 'rememberForMs'>>;

export const rememberForMsDefault = 300_000;
const rememberForMsMax = 86_400_000;

/** Throws INVALID_SPEC for what is no input of zone probing. */
export function checkZoneProbing(input: unknown, refuse: Refuse): CheckedProbing {
  if (!isObject(input)) throw refuse('the input of zone-probing must be an object');
  const { key, request, zones, rememberForMs = rememberForMsDefault, ...unknown } = input;
  const [surplus] = Object.keys(unknown);
  if (surplus !== undefined) throw refuse(`zone-probing takes no ${surplus}`);
  if (!isObject(request)) throw refuse('request must be an object');
  if ('idempotencyKey' in request) throw refuse('request.idempotencyKey: the key of the workflow stands for it');
  return {
    key: checkText(key, 'key', refuse),
    request: request as unknown as ZoneProbingInput['request'],
    rememberForMs: checkWhole(rememberForMs, 'rememberForMs', { min: 0, max: rememberForMsMax }, refuse),
    ...(zones !== undefined && { zones: checkZones(zones, refuse) }),
  };
}

function checkZones(zones: unknown, refuse: Refuse): readonly string[] {
  if (!Array.isArray(zones) || zones.length === 0) throw refuse('zones must be a list that is not empty');
  const checked = zones.map((zone, index) => checkText(zone, `zones[${index}]`, refuse));
  if (new Set(checked).size < checked.length) throw refuse('zones must not name a zone twice');
  return checked;
}
