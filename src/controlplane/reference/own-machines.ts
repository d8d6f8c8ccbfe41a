import type { Instance } from '../../provider/instance.ts';
import { formerly, type IntentRecord, type Known } from './intent-record.ts';
import { attemptOf } from './ownership.ts';

/**
 * Of the machines that carry the seals of an intent, ours. A seal is for one machine: the one that is known, or else the
 * oldest, since whatever is copied was there before. What was made in the same breath the service made of our request, and
 * it is ours too; whatever came later is somebody else's.
 */
export function ownMachines(record: IntentRecord | undefined, sealed: readonly Instance[]): readonly Instance[] {
  const known: Readonly<Record<number, Known | undefined>> = record ? formerly(record) : {};
  return [...Map.groupBy(sealed, attemptOf)].flatMap(([attempt, instances]) => {
    const byAge = instances.toSorted((a, b) => bornMs(a) - bornMs(b));
    const own = known[attempt];
    const ours = own === undefined ? byAge[0] : byAge.find((each) => each.id === own.instanceId);
    // One that is gone, and was seen before it went, was there when it was made.
    const oursMs = ours ? bornMs(ours) : Date.parse(own?.bornAt ?? '');
    return byAge.filter((each) => each.id === ours?.id || Math.abs(bornMs(each) - oursMs) <= breathMs);
  });
}

/** A service makes a second machine of one request at once, or not at all. */
const breathMs = 250;

function bornMs({ createdAt = '' }: Instance): number {
  return Date.parse(createdAt) || 0;
}
