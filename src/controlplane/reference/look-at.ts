import type { Instance } from '../../provider/instance.ts';
import type { IntentRecord } from './intent-record.ts';
import { intentOf } from './ownership.ts';
import { hasSettled, type Round } from './round.ts';

/**
 * The machine of an intent as this round sees it; null where no look shows it. The list may be late and tags may be lost, so
 * the machine itself is asked too; and either of them may be wrong about its absence. `unclear`: it may be another's.
 */
export async function lookAt(id: string, record: IntentRecord, round: Round): Promise<Instance | 'unclear' | null> {
  const listed = living(round.listed.get(id));
  if (listed?.status === 'running' && whose(listed, record, round) === 'ours') return listed;
  const machine = living(await round.patience.again(() => round.provider.get(id))) ?? listed;
  if (!machine) return null;
  const owner = whose(machine, record, round);
  if (owner === 'unclear') return owner;
  return owner === 'ours' ? machine : null;
}

function living(machine: Instance | null | undefined): Instance | undefined {
  return machine && machine.status !== 'terminated' ? machine : undefined;
}

/**
 * An id may be given again, and one machine be sold twice. It is ours if it was born when ours was and does not say that it
 * is another's; and where we never saw ours, if it says so, or says nothing although it has had the time to.
 */
function whose(machine: Instance, record: IntentRecord, round: Round): 'ours' | 'unclear' | 'anothers' {
  const { intent, bornAt } = record;
  const owner = intentOf(machine, round.seal);
  if (owner !== undefined && owner !== intent.id) return 'anothers';
  if (bornAt !== undefined && machine.createdAt !== undefined)
    return machine.createdAt === bornAt ? 'ours' : 'anothers';
  if (owner === intent.id) return 'ours';
  return hasSettled(round.waits.since(`unmarked/${intent.id}/${machine.id}`), round) ? 'ours' : 'unclear';
}
