import { isoTime } from '../../provider/iso-time.ts';
import type { SimulatedRunpodOptions } from './simulated-runpod-options.ts';

/** The states of REST v2. They are what is observed, not what was asked for. */
export type PodStatus = 'PROVISIONING' | 'STARTING' | 'RUNNING' | 'EXITED' | 'ERROR' | 'TERMINATED';

export interface NetworkMount {
  readonly volumeId: string;
  readonly path: string;
}

/** What a caller asked for, checked and with the defaults of the service. */
export interface PodOrder {
  readonly name: string;
  readonly image: string;
  readonly args: string;
  readonly disk: number;
  readonly ports: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cloud: 'SECURE' | 'COMMUNITY';
  readonly gpu: {
    readonly id: string;
    readonly count: number;
    readonly vcpuCount: number;
    readonly memory: number;
  } | null;
  readonly cpu: { readonly id: string; readonly vcpuCount: number; readonly memory: number } | null;
  readonly persistentMount: { readonly size: number; readonly path: string } | null;
  readonly networkMount: NetworkMount | null;
}

/** A moment from which a pod is something else, and whose doing it was. It may lie ahead. */
export interface PodChange {
  readonly atMs: number;
  readonly to: 'started' | 'exited' | 'failed';
  readonly by: 'user' | 'Runpod';
}

/** One pod ever made. Its status is a function of the time, so that nothing needs a timer and a late view is an earlier time. */
export interface PodRecord {
  readonly id: string;
  readonly order: PodOrder;
  readonly dataCenterId: string;
  readonly costPerHour: number;
  readonly createdAtMs: number;
  /** Rented on the spot market: the service may take it back. */
  readonly interruptible: boolean;
  readonly changes: PodChange[];
  /** Infinity until somebody deletes it. */
  deletedAtMs: number;
}

/** How long a pod that is deleted shows as `TERMINATED`, where such a pod is not hidden. */
const terminatedMs = 60_000;

/** The status at a time, or null when the pod is not visible then. */
export function statusAt(pod: PodRecord, atMs: number, options: SimulatedRunpodOptions): PodStatus | null {
  if (atMs < pod.createdAtMs) return null;
  if (atMs >= pod.deletedAtMs) {
    return !options.hidesTerminated && atMs < pod.deletedAtMs + terminatedMs ? 'TERMINATED' : null;
  }
  const change = changeAt(pod, atMs);
  if (change?.to === 'exited') return 'EXITED';
  if (change?.to === 'failed') return 'ERROR';
  const ageMs = atMs - (change?.atMs ?? pod.createdAtMs);
  if (ageMs >= options.bootMs) return 'RUNNING';
  return ageMs >= options.provisioningMs ? 'STARTING' : 'PROVISIONING';
}

export function changeAt(pod: PodRecord, atMs: number): PodChange | undefined {
  return pod.changes.findLast((change) => change.atMs <= atMs);
}

/** Whether nothing of the pod is left. */
export function isGone(pod: PodRecord, atMs: number, { deleteMs }: SimulatedRunpodOptions): boolean {
  return atMs >= pod.deletedAtMs + deleteMs;
}

/** The actions that a status allows. */
export const actionsIn: Readonly<Record<PodStatus, readonly string[]>> = {
  PROVISIONING: ['stop', 'terminate'],
  STARTING: ['stop', 'terminate'],
  RUNNING: ['stop', 'restart', 'terminate'],
  EXITED: ['start', 'terminate'],
  ERROR: ['start', 'terminate'],
  TERMINATED: [],
};

/** A pod the way REST v2 writes it. Nothing in it says why it ended, or that it is a spot pod. */
export function podBody(pod: PodRecord, status: PodStatus, atMs: number, options: SimulatedRunpodOptions): object {
  const { order, id } = pod;
  const isRunning = status === 'RUNNING';
  const isBilled = isRunning || status === 'PROVISIONING' || status === 'STARTING';
  const startedAtMs = (changeAt(pod, atMs)?.atMs ?? pod.createdAtMs) + options.bootMs;
  return {
    id,
    name: order.name,
    status,
    actions: actionsIn[status],
    image: order.image,
    args: order.args,
    disk: order.disk,
    mounts: {
      ...(order.persistentMount && { persistent: order.persistentMount }),
      ...(order.networkMount && { network: [order.networkMount] }),
    },
    ports: order.ports,
    env: options.echoesEnv ? order.env : {},
    registry: null,
    ...(order.gpu && { gpu: order.gpu }),
    ...(order.cpu && { cpu: order.cpu }),
    cloud: order.cloud,
    dataCenterId: pod.dataCenterId,
    template: null,
    cost: isBilled ? pod.costPerHour : 0,
    locked: false,
    runtime: isRunning ? runtimeOf(pod, atMs - startedAtMs) : null,
    createdAt: isoTime(pod.createdAtMs),
    startedAt: isRunning ? isoTime(startedAtMs) : null,
    globalNetworking: { enabled: false },
  };
}

function runtimeOf({ order }: PodRecord, upMs: number): object {
  const ports = order.ports.map((port) => {
    const [number = '', type = 'tcp'] = port.split('/');
    return {
      private: Number(number),
      public: type === 'tcp' ? 10_000 + Number(number) : null,
      type,
      ip: '203.0.113.7',
    };
  });
  const gpus = Array.from({ length: order.gpu?.count ?? 0 }, () => ({ util: 0, memoryUtil: 0 }));
  return { uptime: Math.floor(upMs / 1_000), gpus, cpu: { util: 1 }, memory: { util: 1 }, ports };
}
