import type { BootstrapRequest } from '../provider/bootstrap.ts';
import type { HeartbeatTask } from '../provider/hooks.ts';
import type { InstanceStatus } from '../provider/instance.ts';
import type { SpawnRequest } from '../provider/requests.ts';
import type { Fault } from '../testbed/fault.ts';

/**
 * A symbolic name such as `i1`, bound by an earlier step; or, where no step binds it, an id to be used as it is
 * (so that an unknown id is just a name that nothing binds).
 */
export type Name = string;

/** A list filter whose ids are symbolic. */
export interface SymbolicFilter {
  readonly ids?: readonly Name[];
  readonly statuses?: readonly InstanceStatus[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly region?: string;
}

/** One step of a case, as plain JSON. A case is a list of them; it replays after real ids change. */
export type Step =
  | { readonly op: 'spawn'; readonly as: Name; readonly request: SpawnRequest }
  | { readonly op: 'terminate'; readonly target: Name }
  | { readonly op: 'get'; readonly target: Name }
  | { readonly op: 'list'; readonly filter?: SymbolicFilter }
  | { readonly op: 'bootstrap'; readonly request: BootstrapRequest }
  | { readonly op: 'startup' }
  | { readonly op: 'shutdown' }
  | { readonly op: 'heartbeat'; readonly tasks: readonly HeartbeatTask[] }
  | { readonly op: 'await-running'; readonly target: Name }
  | { readonly op: 'wait'; readonly ms: number }
  | { readonly op: 'fault'; readonly as: Name; readonly fault: Fault }
  | { readonly op: 'heal'; readonly target: Name };

export type StepOp = Step['op'];
export type StepOf<Op extends StepOp> = Extract<Step, { op: Op }>;
