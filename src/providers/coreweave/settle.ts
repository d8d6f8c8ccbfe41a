import type { MachineSpec } from '../../provider/instance.ts';
import { lookUntil } from '../../provider/look-until.ts';
import { ProviderError, type ProviderErrorCode } from '../../provider/provider-error.ts';
import { reachedQuota } from './node-pools.ts';
import { isAnyNodeSoLarge } from './nodes.ts';
import type { Market } from './place.ts';
import type { PodOrder } from './pod-body.ts';
import { isHopeless, type OwnPod } from './read-pod.ts';
import type { Service } from './service.ts';
import { providerName } from './settings.ts';

const pauseMs = 500;
/** How long a node may take to say that there is no such image. */
const imageMs = 10_000;

/**
 * Waits until a node has taken the pod, and where its request names an image, until that node had the time to miss it. The
 * server accepts what no node can take, and lets it wait for ever: where that is so the pod is ended, and the spawn
 * refused in words that say why. One that nobody has looked at by then is pending.
 */
export async function settle(pod: OwnPod, service: Service, { checked, isSpot }: PodOrder): Promise<OwnPod> {
  const { pods, context, settings } = service;
  const { spec, image } = checked;
  const market: Market = { isSpot, spot: settings.spot };
  // A class of GPUs that no node has was never there; the nodes of a market may all be gone for now.
  const isDecisive = !isSpot && (settings.spot === undefined || spec.gpu !== undefined);
  const { clock } = context;
  let last = pod;
  let takenAtMs = Number.POSITIVE_INFINITY;
  let isTooLarge: boolean | undefined;
  let isNeverTaken = false;
  const isSettled = (): boolean => {
    const nowMs = clock.monotonic();
    if (last.isScheduled) takenAtMs = Math.min(takenAtMs, nowMs);
    if (isNeverTaken || isOver(last)) return true;
    return last.isScheduled && (image === undefined || nowMs >= takenAtMs + imageMs);
  };
  const judge = async (unschedulable: string): Promise<boolean> => {
    isTooLarge ??= !(await isAnyNodeSoLarge(service.sendToCluster, spec, market));
    return isTooLarge || (isDecisive && isNeverMet(unschedulable));
  };
  if (!isSettled()) {
    await lookUntil(clock, { withinMs: settings.scheduleMs, pauseMs }, async () => {
      // The pod is there whatever a look says: one that fails is no failure of the spawn.
      last = (await pods.get(pod.instance.id).catch(() => null)) ?? last;
      isNeverTaken = last.unschedulable !== null && (await judge(last.unschedulable));
      return isSettled() ? last : null;
    });
  }
  const refusal = refusalOf(last, isNeverTaken);
  if (refusal === null) return last;
  const told = refusal.code === 'CAPACITY_ERROR' ? await orQuota(refusal, service, spec, market) : refusal;
  await endRefused(last, told, service);
  throw errorOf(told);
}

/** Nothing more is to be learnt by waiting. */
function isOver({ isEnding, waiting, instance: { status } }: OwnPod): boolean {
  if (isEnding || status === 'running' || status === 'terminated' || status === 'error') return true;
  return waiting !== null && isHopeless(waiting);
}

interface Refusal {
  readonly code: ProviderErrorCode;
  readonly message: string;
}

function refusalOf({ isScheduled, isEnding, unschedulable, waiting }: OwnPod, isNeverTaken: boolean): Refusal | null {
  if (isEnding) return null;
  if (waiting !== null && isHopeless(waiting)) {
    return { code: 'INVALID_SPEC', message: `its container does not start: ${waiting.reason}: ${waiting.message}` };
  }
  if (isScheduled || unschedulable === null) return null;
  const code = isNeverTaken ? 'INVALID_SPEC' : 'CAPACITY_ERROR';
  return { code, message: `no node takes the pod: ${unschedulable}` };
}

/** `0/5 nodes are available: 5 node(s) didn't match Pod's node affinity/selector.`: such a node is not there at all. */
function isNeverMet(message: string): boolean {
  const [, nodes] = /^\d+\/(\d+) nodes are available/.exec(message) ?? [];
  const [, unmet] = /(\d+) node\(s\) didn't match Pod's node affinity\/selector/.exec(message) ?? [];
  return nodes !== undefined && nodes === unmet;
}

/** There is no room, and there will be none either. */
async function orQuota(
  refusal: Refusal,
  { sendToCluster }: Service,
  { gpu }: MachineSpec,
  market: Market,
): Promise<Refusal> {
  const quota = await reachedQuota(sendToCluster, gpu, market);
  return quota === null ? refusal : { code: 'QUOTA_EXCEEDED', message: `${refusal.message}; its node pool: ${quota}` };
}

async function endRefused(pod: OwnPod, refusal: Refusal, { pods }: Service): Promise<void> {
  await pods.end(pod).catch((failure: unknown) => {
    const left = `${refusal.message}, and pod ${pod.name} could not be deleted`;
    throw new ProviderError(refusal.code, left, { provider: providerName, cause: failure, ambiguous: true });
  });
}

function errorOf({ code, message }: Refusal): ProviderError {
  return new ProviderError(code, message, { provider: providerName, cause: new Error(message) });
}
