import type { ControlPlaneModule } from '../../controlplane/control-plane.ts';
import { boundedCalls } from './bounded-calls.ts';
import { busyIsLeftAlone } from './busy-is-left-alone.ts';
import { cancelWorks } from './cancel-works.ts';
import { claimsItsOwn } from './claims-its-own.ts';
import { clockIsNotTime } from './clock-is-not-time.ts';
import { conduct } from './conduct.ts';
import { converges } from './converges.ts';
import { crashChangesNothing } from './crash-changes-nothing.ts';
import { deadlineIsKept } from './deadline-is-kept.ts';
import { driftIsSeen } from './drift-is-seen.ts';
import { earlyEndIsSeen } from './early-end-is-seen.ts';
import { endIsConfirmed } from './end-is-confirmed.ts';
import { endedIsTrue } from './ended-is-true.ts';
import { errorsHaveTheirClass } from './errors-have-their-class.ts';
import { failedEndStaysListed } from './failed-end-stays-listed.ts';
import { failoverCleansUp } from './failover-cleans-up.ts';
import { halfTaggedIsFound } from './half-tagged-is-found.ts';
import { handsOff } from './hands-off.ts';
import { identityIsTheId } from './identity-is-the-id.ts';
import { intentNotLost } from './intent-not-lost.ts';
import { keysGoWithAttempts } from './keys-go-with-attempts.ts';
import { lookBeforeRetry } from './look-before-retry.ts';
import { noDoubleSpawn } from './no-double-spawn.ts';
import { noLeakedMachine } from './no-leaked-machine.ts';
import { noReversal } from './no-reversal.ts';
import { noWorkForTheDead } from './no-work-for-the-dead.ts';
import { oneLookIsNoProof } from './one-look-is-no-proof.ts';
import type { Oracle } from './oracle.ts';
import { requeuedIsNotOver } from './requeued-is-not-over.ts';
import { sameMachineAgain } from './same-machine-again.ts';
import { spawnsSerialise } from './spawns-serialise.ts';
import { wholeListing } from './whole-listing.ts';

/**
 * Every oracle, in the order in which they are asked: what one finds, a later one is not asked for. Those that say more of
 * what went wrong come before those that say more of what came of it.
 */
export const oracleSet: readonly Oracle[] = [
  errorsHaveTheirClass,
  handsOff,
  boundedCalls,
  spawnsSerialise,
  failoverCleansUp,
  wholeListing,
  oneLookIsNoProof,
  keysGoWithAttempts,
  lookBeforeRetry,
  claimsItsOwn,
  endIsConfirmed,
  clockIsNotTime,
  busyIsLeftAlone,
  identityIsTheId,
  noWorkForTheDead,
  sameMachineAgain,
  requeuedIsNotOver,
  noDoubleSpawn,
  endedIsTrue,
  noReversal,
  failedEndStaysListed,
  earlyEndIsSeen,
  driftIsSeen,
  deadlineIsKept,
  crashChangesNothing,
  intentNotLost,
  halfTaggedIsFound,
  cancelWorks,
  noLeakedMachine,
  converges,
];

export const oracleIds: readonly string[] = oracleSet.map(({ id }) => id);

/** Whether it ever has something to judge of this control plane. */
export function suits({ needs }: Oracle, { features = [] }: Pick<ControlPlaneModule, 'features'>): boolean {
  return needs === undefined || features.includes(needs);
}

/** The oracle of that id, also the one that no run is asked for. Throws where there is none. */
export function findOracle(id: string): Oracle {
  const found = [...oracleSet, conduct].find((oracle) => oracle.id === id);
  if (!found) throw new Error(`there is no oracle ${id}`);
  return found;
}
