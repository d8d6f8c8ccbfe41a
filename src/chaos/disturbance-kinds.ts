import { cpuConstrained } from './constraints/cpu-constrained.ts';
import { diskFull } from './constraints/disk-full.ts';
import { memoryConstrained } from './constraints/memory-constrained.ts';
import { pidsConstrained } from './constraints/pids-constrained.ts';
import { processHog } from './constraints/process-hog.ts';
import type { DisturbanceKind } from './disturbance.ts';
import { accessRemoved } from './drift/access-removed.ts';
import { deletedByHand } from './drift/deleted-by-hand.ts';
import { movedByProvider } from './drift/moved-by-provider.ts';
import { recordLost } from './drift/record-lost.ts';
import { relabelled } from './drift/relabelled.ts';
import { restartedByHand } from './drift/restarted-by-hand.ts';
import { startedByHand } from './drift/started-by-hand.ts';
import { stoppedByHand } from './drift/stopped-by-hand.ts';
import { answersShuffled } from './faults/answers-shuffled.ts';
import { clockShifted } from './faults/clock-shifted.ts';
import { crash } from './faults/crash.ts';
import { down } from './faults/down.ts';
import { errorAfterSuccess } from './faults/error-after-success.ts';
import { hang } from './faults/hang.ts';
import { hostAsleep } from './faults/host-asleep.ts';
import { latency } from './faults/latency.ts';
import { machineKilled } from './faults/machine-killed.ts';
import { noCapacity } from './faults/no-capacity.ts';
import { partitioned } from './faults/partitioned.ts';
import { paused } from './faults/paused.ts';
import { rebooted } from './faults/rebooted.ts';
import { requestLost } from './faults/request-lost.ts';
import { responseLost } from './faults/response-lost.ts';
import { roundsOverlap } from './faults/rounds-overlap.ts';
import { serverError } from './faults/server-error.ts';
import { spotInterruption } from './faults/spot-interruption.ts';
import { staleActivity } from './faults/stale-activity.ts';
import { staleRead } from './faults/stale-read.ts';
import { throttle } from './faults/throttle.ts';

/** Everything that can be done to a control plane, faults before drift. */
export const disturbanceKinds: readonly DisturbanceKind[] = [
  down,
  latency,
  hang,
  requestLost,
  responseLost,
  serverError,
  errorAfterSuccess,
  throttle,
  noCapacity,
  staleRead,
  staleActivity,
  crash,
  paused,
  answersShuffled,
  roundsOverlap,
  machineKilled,
  rebooted,
  spotInterruption,
  cpuConstrained,
  processHog,
  memoryConstrained,
  pidsConstrained,
  diskFull,
  partitioned,
  clockShifted,
  hostAsleep,
  deletedByHand,
  stoppedByHand,
  startedByHand,
  restartedByHand,
  relabelled,
  movedByProvider,
  accessRemoved,
  recordLost,
];

export function findKind(name: string): DisturbanceKind | undefined {
  return disturbanceKinds.find(({ kind }) => kind === name);
}
