import type { Clock, Logger, Random } from '../provider/context.ts';
import type { AnyProvider } from '../provider/provider.ts';
import type { SpawnRequest } from '../provider/requests.ts';
import type { DurableStore } from './durable-store.ts';

/** One machine that somebody wants until they say otherwise. */
export interface LaunchIntent {
  readonly id: string;
  /** What to ask the provider for. Its tags go onto the machine, beside whatever the control plane adds. */
  readonly request: SpawnRequest;
  /** The machine may be one that the service takes back, at no more than this price. */
  readonly spot?: { readonly maxPriceUsdPerHour: number };
  /** Where the machine may be, the best place first. For what has the feature `failover`. */
  readonly regions?: readonly string[];
  /** It is to end by itself so long after a machine of it first ran. For what has the feature `deadline`. */
  readonly lifeMaxMs?: number;
  /** It is to end by itself when its machine had no work for so long. For what has the feature `jobs`. */
  readonly idleAfterMs?: number;
}

/**
 * What a control plane can do beside the rest, and is asked for only where it says so. deadline: it keeps `lifeMaxMs`.
 * jobs: it has `place`, and keeps `idleAfterMs`. failover: it goes to the next of `regions` where one has no machine to give.
 * resume: what stopped it starts again, where the service can, rather than replace it.
 */
export const controlPlaneFeatures = ['deadline', 'jobs', 'failover', 'resume'] as const;

export type ControlPlaneFeature = (typeof controlPlaneFeatures)[number];

/**
 * launching: no machine runs yet. running: `instanceId` does. stopped: it is there and does not run. ending: the end was
 * asked for. ended: nothing of it is left. refused: it cannot be had, `reason` says why, and nothing of it is left.
 */
export const intentPhases = ['launching', 'running', 'stopped', 'ending', 'ended', 'refused'] as const;

export type IntentPhase = (typeof intentPhases)[number];

/** What a control plane says of one intent. Plain JSON. */
export interface IntentView {
  readonly intent: string;
  readonly phase: IntentPhase;
  readonly instanceId?: string;
  readonly reason?: string;
}

/**
 * The control plane under test. Whatever it promises has to survive that its process dies at any moment: it is then
 * created anew, with the same store and nothing else.
 */
export interface ControlPlane {
  /** Takes an intent over: once this resolves, it is not forgotten. The same intent again is the same intent. */
  launch(intent: LaunchIntent): Promise<void>;
  /** Takes over that the machine shall end, in whatever state it is. Silent for what has ended. */
  terminate(intentId: string): Promise<void>;
  /** What it knows, of every intent that it ever took over. Calls nobody. */
  observe(): Promise<readonly IntentView[]>;
  /** One round of looking and acting. It is called again and again, now and then while another is still under way. */
  reconcile(): Promise<void>;
  /** On which machine a job of that intent may begin now; undefined for none. Whoever is told begins it at once. */
  place?(intentId: string): Promise<{ readonly instanceId: string } | undefined>;
}

/** What the machines themselves tell of their work. It may be late, and rejects where nothing on a machine answers. */
export interface Activity {
  isBusy(instanceId: string): Promise<boolean>;
}

/** Everything that a control plane may use. After a crash none of it answers the old process any more. */
export interface ControlPlaneHost {
  readonly provider: AnyProvider;
  readonly store: DurableStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly activity: Activity;
  /** Aborted when the process dies. */
  readonly signal: AbortSignal;
}

/** How a process of the control plane starts: for the first time, or again after a crash. */
export interface ControlPlaneModule {
  readonly name: string;
  readonly features?: readonly ControlPlaneFeature[];
  create(host: ControlPlaneHost): ControlPlane | Promise<ControlPlane>;
}

/**
 * Identity with a type: checks a control plane where it is written.
 *
 * @example
 * export default defineControlPlane({
 *   name: 'does-nothing',
 *   create: () => ({ launch: async () => {}, terminate: async () => {}, observe: async () => [], reconcile: async () => {} }),
 * });
 */
export function defineControlPlane(module: ControlPlaneModule): ControlPlaneModule {
  return module;
}
