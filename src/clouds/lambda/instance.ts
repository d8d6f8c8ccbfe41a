import { regionBody } from './capacity.ts';
import type { InstanceType } from './catalogue.ts';
import type { LambdaOptions } from './lambda-options.ts';
import type { FileSystemRecord, Store } from './store.ts';

/** The statuses of the service's own language that this model comes to. */
export type LambdaStatus = 'booting' | 'active' | 'terminating' | 'terminated';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What a launch asked for, checked. */
export interface LaunchOrder {
  readonly type: InstanceType;
  readonly region: string;
  readonly sshKey: string;
  readonly name: string | undefined;
  readonly hostname: string | undefined;
  readonly tags: readonly Tag[];
  readonly fileSystems: readonly FileSystemRecord[];
}

/** One instance ever made. Its status is a function of the time, so nothing needs a timer. */
export interface InstanceRecord {
  readonly id: string;
  readonly order: LaunchOrder;
  /** By `POST /instances/{id}`, the one thing that can be changed. */
  name: string | undefined;
  readonly jupyterToken: string;
  readonly launchedAtMs: number;
  /** Infinity until somebody terminates it. */
  terminatedAtMs: number;
}

/** The status at a time, or null where nothing is left of it. */
export function statusAt(record: InstanceRecord, atMs: number, options: LambdaOptions): LambdaStatus | null {
  const { order, launchedAtMs, terminatedAtMs } = record;
  if (atMs >= terminatedAtMs + options.terminateMs) {
    return atMs < terminatedAtMs + options.terminateMs + options.tombstoneMs ? 'terminated' : null;
  }
  if (atMs >= terminatedAtMs) return 'terminating';
  return atMs < launchedAtMs + bootMsOf(order, options) ? 'booting' : 'active';
}

function bootMsOf({ type }: LaunchOrder, { bootMs, bootOneGpuMs, bootManyGpusMs }: LambdaOptions): number {
  if (type.specs.gpus === 0) return bootMs;
  return type.specs.gpus === 1 ? bootOneGpuMs : bootManyGpusMs;
}

export function isGone({ terminatedAtMs }: InstanceRecord, atMs: number, { terminateMs }: LambdaOptions): boolean {
  return atMs >= terminatedAtMs + terminateMs;
}

/** Whether reads do not show it yet. */
export function isHidden({ launchedAtMs }: InstanceRecord, atMs: number, options: LambdaOptions): boolean {
  return options.quirks.newInstanceIsNotFound && atMs < launchedAtMs + options.hiddenMs;
}

/** An instance the way the service writes it. */
export function instanceBody(record: InstanceRecord, status: LambdaStatus, { options }: Store): object {
  const { id, name, order, jupyterToken } = record;
  const { quirks } = options;
  return {
    id,
    ...(name !== undefined && { name }),
    ...addresses(record, status, quirks.addressMissingWhileBooting),
    status,
    ssh_key_names: [order.sshKey],
    file_system_names: order.fileSystems.map((each) => each.name),
    file_system_mounts: order.fileSystems.map((each) => ({
      file_system_id: each.id,
      mount_point: `/lambda/nfs/${each.name}`,
    })),
    region: regionBody(order.region),
    instance_type: order.type,
    ...(order.hostname !== undefined && { hostname: order.hostname }),
    ...(quirks.jupyterInReads && {
      jupyter_token: jupyterToken,
      jupyter_url: `https://${id}.lambdaspaces.com/lab?token=${jupyterToken}`,
    }),
    tags: order.tags,
    actions: actions(status),
  };
}

function addresses({ id }: InstanceRecord, status: LambdaStatus, areMissing: boolean): object {
  if (status === 'booting') return areMissing ? {} : { ip: null, private_ip: null };
  const [a, b] = [id.slice(0, 2), id.slice(2, 4)].map((part) => Number.parseInt(part, 16));
  return { ip: `198.51.${a}.${b}`, private_ip: `10.19.${a}.${b}` };
}

function actions(status: LambdaStatus): object {
  const isUp = status === 'active';
  const reason = isUp
    ? {}
    : status === 'booting'
      ? { reason_code: 'vm-has-not-launched', reason_description: 'The instance has not launched yet.' }
      : { reason_code: 'vm-is-terminating', reason_description: 'The instance is terminating.' };
  const whenUp = { available: isUp, ...reason };
  const isEnding = status === 'terminating' || status === 'terminated';
  return {
    migrate: whenUp,
    rebuild: whenUp,
    restart: whenUp,
    cold_reboot: whenUp,
    terminate: isEnding ? { available: false, ...reason } : { available: true },
  };
}
