import type { ControlPlaneModule } from '../../controlplane/control-plane.ts';
import { boundedCalls } from './bounded-calls.ts';
import { converges } from './converges.ts';
import { driftIsSeen } from './drift-is-seen.ts';
import { endedIsTrue } from './ended-is-true.ts';
import { handsOff } from './hands-off.ts';
import { intentNotLost } from './intent-not-lost.ts';
import { lookBeforeRetry } from './look-before-retry.ts';
import { noDoubleSpawn } from './no-double-spawn.ts';
import { noLeakedMachine } from './no-leaked-machine.ts';
import { noReversal } from './no-reversal.ts';
import type { Oracle } from './oracle.ts';

/** Every oracle, in the order in which they are asked: what one finds, a later one is not asked for. */
export const oracleSet: readonly Oracle[] = [
  handsOff,
  boundedCalls,
  lookBeforeRetry,
  noDoubleSpawn,
  endedIsTrue,
  noReversal,
  driftIsSeen,
  intentNotLost,
  noLeakedMachine,
  converges,
];

export const oracleIds: readonly string[] = oracleSet.map(({ id }) => id);

/** Whether it ever has something to judge of this control plane. */
export function suits({ needs }: Oracle, { features = [] }: Pick<ControlPlaneModule, 'features'>): boolean {
  return needs === undefined || features.includes(needs);
}

/** The oracle of that id. Throws where there is none. */
export function findOracle(id: string): Oracle {
  const found = oracleSet.find((oracle) => oracle.id === id);
  if (!found) throw new Error(`there is no oracle ${id}`);
  return found;
}
