import type { Step, StepOf, StepOp } from '../contracts/step.ts';
import type { SpawnRequest } from '../provider/requests.ts';
import type { World } from '../testbed/testbed.ts';
import { type Bindings, resolveName } from './bindings.ts';
import { type CallOutcome, callWithin } from './call.ts';

/** How one kind of step is performed. */
export type Operation<S extends Step> = (world: World, bindings: Bindings, step: S) => Promise<CallOutcome<unknown>>;

export type Operations<Op extends StepOp> = { readonly [O in Op]: Operation<StepOf<O>> };

/** A call of the provider, within the testbed's deadline. */
export function call<T>(world: World, run: () => T | Promise<T>): Promise<CallOutcome<T>> {
  return callWithin(world.clock, world.facts.tolerances.callTimeoutMs, run);
}

/** Volumes and the snapshot of a request are names, and its key is meant for this case alone. */
export function resolveRequest<R extends SpawnRequest>(bindings: Bindings, request: R): R {
  const { volumeIds, snapshotId, idempotencyKey } = request ?? {};
  if (volumeIds === undefined && snapshotId === undefined && idempotencyKey === undefined) return request;
  return {
    ...request,
    ...(Array.isArray(volumeIds) && { volumeIds: volumeIds.map((name) => resolveName(bindings, name)) }),
    ...(typeof snapshotId === 'string' && { snapshotId: resolveName(bindings, snapshotId) }),
    ...(typeof idempotencyKey === 'string' && { idempotencyKey: bindings.salt + idempotencyKey }),
  };
}
