import type { BootstrapRequest } from '../provider/bootstrap.ts';
import type { HeartbeatTask } from '../provider/hooks.ts';
import type { InstanceStatus } from '../provider/instance.ts';
import type {
  ClaimWarmVolumeRequest,
  CostPeriod,
  CreateVolumeRequest,
  SpawnRequest,
  SpotPriceFilter,
  SpotRequest,
} from '../provider/requests.ts';
import type { Fault } from '../testbed/fault.ts';
import type { Death } from '../testbed/processes.ts';

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

/**
 * One step of a case, as plain JSON. A case is a list of them; it replays after real ids change. The volumes and the
 * snapshot of a spawn request are names too.
 */
export type Step =
  /** `bootstrap` names one that an earlier step bound, for what has to stay out of the case itself. */
  | { readonly op: 'spawn'; readonly as: Name; readonly request: SpawnRequest; readonly bootstrap?: Name }
  | { readonly op: 'terminate'; readonly target: Name }
  | { readonly op: 'get'; readonly target: Name }
  | { readonly op: 'list'; readonly filter?: SymbolicFilter }
  /** A tailnet key that `isSecretName` stands for what `secretBehind` gives. */
  | { readonly op: 'bootstrap'; readonly as?: Name; readonly request: BootstrapRequest }
  | { readonly op: 'startup' }
  | { readonly op: 'shutdown' }
  | { readonly op: 'heartbeat'; readonly tasks: readonly HeartbeatTask[] }
  | { readonly op: 'await-running'; readonly target: Name }
  | { readonly op: 'wait'; readonly ms: number }
  | { readonly op: 'fault'; readonly as: Name; readonly fault: Fault }
  | { readonly op: 'heal'; readonly target: Name }
  | CapabilityStep
  | WorldStep
  | WorkflowStep
  | EnhancedStep
  | ProcessStep
  | OverlapStep;

/** Calls of the methods that a capability adds. */
export type CapabilityStep =
  | { readonly op: 'create-snapshot'; readonly as: Name; readonly target: Name }
  | { readonly op: 'snapshot-status'; readonly target: Name }
  /** Looks until the snapshot is ready or has failed. */
  | { readonly op: 'await-snapshot'; readonly target: Name }
  | { readonly op: 'delete-snapshot'; readonly target: Name }
  /** Binds the ticket, and, where it names one, its instance as `instanceAs`. */
  | { readonly op: 'request-spot'; readonly as: Name; readonly instanceAs: Name; readonly request: SpotRequest }
  | { readonly op: 'cancel-spot'; readonly target: Name }
  | { readonly op: 'spot-prices'; readonly filter?: SpotPriceFilter }
  | { readonly op: 'list-regions' }
  | { readonly op: 'create-volume'; readonly as: Name; readonly request: CreateVolumeRequest }
  | { readonly op: 'get-volume'; readonly target: Name }
  /** Looks until the volume is available. */
  | { readonly op: 'await-volume'; readonly target: Name }
  | { readonly op: 'delete-volume'; readonly target: Name }
  | { readonly op: 'claim-warm'; readonly as: Name; readonly request?: ClaimWarmVolumeRequest }
  | { readonly op: 'release-warm'; readonly target: Name }
  | { readonly op: 'hibernate'; readonly target: Name }
  | { readonly op: 'resume'; readonly target: Name }
  | { readonly op: 'costs'; readonly period: CostPeriod };

/** What happens to the world and not through the provider. */
export type WorldStep =
  /** Leaves a text on the machine's own disk, where the testbed has the ability `disk`. */
  | { readonly op: 'write-disk'; readonly target: Name; readonly text: string }
  /** The text on it, or null. */
  | { readonly op: 'read-disk'; readonly target: Name }
  /** The service takes a spot machine away, where the testbed has the ability `spot-market`. */
  | { readonly op: 'interrupt-spot'; readonly target: Name }
  /** The zone has no machine to give until it is refilled, where the testbed has the ability `zones`. */
  | { readonly op: 'drain-zone'; readonly target: string }
  | { readonly op: 'refill-zone'; readonly target: string };

/** Looks at what only this provider knows, and at its projection. */
export type EnhancedStep =
  | { readonly op: 'get-enhanced'; readonly target: Name }
  | { readonly op: 'get-enhanced-snapshot'; readonly target: Name };

/**
 * Calls of a workflow. Names in the input stand for what they bind, and its `key` is meant for this case alone. What a run
 * gives is bound as `<as>-1`, `<as>-2` and so on, volumes as `<as>-v1`.
 */
export type WorkflowStep =
  | { readonly op: 'workflow'; readonly as: Name; readonly workflow: string; readonly input: unknown }
  | { readonly op: 'compensate'; readonly workflow: string; readonly input: unknown };

/**
 * Another process of the same provider performs these steps, knowing nothing of this one, where the testbed has the ability
 * `processes`; with a death, it dies around its nth call of the service. Its value is what its steps came to before that.
 */
export interface ProcessStep {
  readonly op: 'process';
  readonly steps: readonly Step[];
  readonly death?: Death;
}

/** Several clients at the same time, each calling one step after another. Its value is one list of results per client. */
export interface OverlapStep {
  readonly op: 'overlap';
  readonly clients: readonly (readonly Step[])[];
}

export type StepOp = Step['op'];
export type StepOf<Op extends StepOp> = Extract<Step, { op: Op }>;
