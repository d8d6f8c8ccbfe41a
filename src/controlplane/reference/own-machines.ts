import type { Instance } from '../../provider/instance.ts';
import type { IntentRecord } from './intent-record.ts';
import { attemptOf } from './ownership.ts';

/**
 * Of the machines that carry the seals of an intent, ours. A seal is for one machine: the one that is known, or else the
 * oldest, since whatever is copied was there before. The others are somebody else's.
 */
export function ownMachines(record: IntentRecord | undefined, sealed: readonly Instance[]): readonly Instance[] {
  const known: Readonly<Record<number, string | undefined>> = {
    ...record?.former,
    ...(record?.instanceId !== undefined && { [record.attempt]: record.instanceId }),
  };
  return [...Map.groupBy(sealed, attemptOf)].flatMap(([attempt, instances]) => {
    const id = known[attempt];
    return id === undefined ? instances.toSorted(byAge).slice(0, 1) : instances.filter((each) => each.id === id);
  });
}

function byAge(a: Instance, b: Instance): number {
  return (a.createdAt ?? '').localeCompare(b.createdAt ?? '');
}
