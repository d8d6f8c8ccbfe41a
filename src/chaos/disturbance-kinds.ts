import { cpuConstrained } from './constraints/cpu-constrained.ts';
import { diskFull } from './constraints/disk-full.ts';
import { memoryConstrained } from './constraints/memory-constrained.ts';
import { pidsConstrained } from './constraints/pids-constrained.ts';
import { processHog } from './constraints/process-hog.ts';
import type { DisturbanceKind } from './disturbance.ts';
import { accessRemoved } from './drift/access-removed.ts';
import { deletedByHand } from './drift/deleted-by-hand.ts';
import { lookAlike } from './drift/look-alike.ts';
import { movedByProvider } from './drift/moved-by-provider.ts';
import { recordLost } from './drift/record-lost.ts';
import { relabelled } from './drift/relabelled.ts';
import { renamed } from './drift/renamed.ts';
import { resized } from './drift/resized.ts';
import { restartedByHand } from './drift/restarted-by-hand.ts';
import { startedByHand } from './drift/started-by-hand.ts';
import { stoppedByHand } from './drift/stopped-by-hand.ts';
import { agentDead } from './faults/agent-dead.ts';
import { answerCutShort } from './faults/answer-cut-short.ts';
import { answersShuffled } from './faults/answers-shuffled.ts';
import { bootStuck } from './faults/boot-stuck.ts';
import { clockShifted } from './faults/clock-shifted.ts';
import { connectionCut } from './faults/connection-cut.ts';
import { countIgnored } from './faults/count-ignored.ts';
import { crash } from './faults/crash.ts';
import { credentialsRefused } from './faults/credentials-refused.ts';
import { deleteIgnored } from './faults/delete-ignored.ts';
import { deleteRefused } from './faults/delete-refused.ts';
import { deliveredTwice } from './faults/delivered-twice.ts';
import { down } from './faults/down.ts';
import { errorAfterSuccess } from './faults/error-after-success.ts';
import { failsLater } from './faults/fails-later.ts';
import { garbledAnswer } from './faults/garbled-answer.ts';
import { hang } from './faults/hang.ts';
import { hostAsleep } from './faults/host-asleep.ts';
import { idReused } from './faults/id-reused.ts';
import { latency } from './faults/latency.ts';
import { linkDegraded } from './faults/link-degraded.ts';
import { machineCutOff } from './faults/machine-cut-off.ts';
import { machineFrozen } from './faults/machine-frozen.ts';
import { machineKilled } from './faults/machine-killed.ts';
import { missingField } from './faults/missing-field.ts';
import { muddledPages } from './faults/muddled-pages.ts';
import { namesCollide } from './faults/names-collide.ts';
import { noCapacity } from './faults/no-capacity.ts';
import { noConnection } from './faults/no-connection.ts';
import { notFound } from './faults/not-found.ts';
import { oddRefusal } from './faults/odd-refusal.ts';
import { partialList } from './faults/partial-list.ts';
import { partitioned } from './faults/partitioned.ts';
import { paused } from './faults/paused.ts';
import { pollFails } from './faults/poll-fails.ts';
import { portBlackhole } from './faults/port-blackhole.ts';
import { priceShift } from './faults/price-shift.ts';
import { quotaExceeded } from './faults/quota-exceeded.ts';
import { rebooted } from './faults/rebooted.ts';
import { requestLost } from './faults/request-lost.ts';
import { responseLost } from './faults/response-lost.ts';
import { roundsOverlap } from './faults/rounds-overlap.ts';
import { secondController } from './faults/second-controller.ts';
import { serverError } from './faults/server-error.ts';
import { slowBody } from './faults/slow-body.ts';
import { soldTwice } from './faults/sold-twice.ts';
import { spotInterruption } from './faults/spot-interruption.ts';
import { staleActivity } from './faults/stale-activity.ts';
import { staleRead } from './faults/stale-read.ts';
import { statusFlaps } from './faults/status-flaps.ts';
import { stillShown } from './faults/still-shown.ts';
import { storeFailing } from './faults/store-failing.ts';
import { storeSetBack } from './faults/store-set-back.ts';
import { stuckTransition } from './faults/stuck-transition.ts';
import { tagWriteLost } from './faults/tag-write-lost.ts';
import { tagsLate } from './faults/tags-late.ts';
import { throttle } from './faults/throttle.ts';
import { tokenAnomaly } from './faults/token-anomaly.ts';
import { unknownState } from './faults/unknown-state.ts';
import { upgraded } from './faults/upgraded.ts';
import { verbForbidden } from './faults/verb-forbidden.ts';
import { writeLost } from './faults/write-lost.ts';

/** Everything that can be done to a control plane, faults before drift. */
export const disturbanceKinds: readonly DisturbanceKind[] = [
  down,
  latency,
  hang,
  requestLost,
  responseLost,
  connectionCut,
  answerCutShort,
  slowBody,
  deliveredTwice,
  garbledAnswer,
  missingField,
  noConnection,
  serverError,
  errorAfterSuccess,
  throttle,
  noCapacity,
  partialList,
  quotaExceeded,
  credentialsRefused,
  verbForbidden,
  oddRefusal,
  tokenAnomaly,
  muddledPages,
  staleRead,
  notFound,
  stillShown,
  statusFlaps,
  unknownState,
  stuckTransition,
  failsLater,
  pollFails,
  deleteIgnored,
  deleteRefused,
  countIgnored,
  namesCollide,
  idReused,
  soldTwice,
  priceShift,
  tagsLate,
  tagWriteLost,
  staleActivity,
  crash,
  paused,
  secondController,
  answersShuffled,
  roundsOverlap,
  upgraded,
  machineKilled,
  rebooted,
  spotInterruption,
  bootStuck,
  agentDead,
  cpuConstrained,
  processHog,
  memoryConstrained,
  pidsConstrained,
  diskFull,
  machineFrozen,
  machineCutOff,
  portBlackhole,
  linkDegraded,
  partitioned,
  clockShifted,
  hostAsleep,
  storeFailing,
  writeLost,
  storeSetBack,
  deletedByHand,
  stoppedByHand,
  startedByHand,
  restartedByHand,
  relabelled,
  renamed,
  resized,
  lookAlike,
  movedByProvider,
  accessRemoved,
  recordLost,
];

export function findKind(name: string): DisturbanceKind | undefined {
  return disturbanceKinds.find(({ kind }) => kind === name);
}
