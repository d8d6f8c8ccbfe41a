import type { ControlPlaneFeature, IntentView } from '../../controlplane/control-plane.ts';
import type { Activity } from '../activity.ts';
import type { IntentState, Intents } from '../intents.ts';
import type { ProviderCall } from '../provider-call.ts';
import type { Sightings } from '../sightings.ts';
import type { Machine, Truth } from '../truth.ts';

/** What an oracle may look at: what was asked, what is said, what was called, and what is so. */
export interface Evidence {
  readonly intents: Intents;
  readonly truth: Truth;
  readonly activity: Activity;
  readonly calls: readonly ProviderCall[];
  /** What the calls have told. */
  readonly sightings: Sightings;
  /** Every process of the control plane so far; the last one may live. */
  readonly lives: readonly LifeSpan[];
  /** How many processes of it there were, those beside another counted. */
  processes(): number;
  /** Whether the service can start again what has stopped. */
  readonly canResume: boolean;
  /** How far the wall clock of the control plane is off. */
  clockOffMs(): number;
  nowMs(): number;
  /** When everything was healed; absent before. */
  healedMs(): number | undefined;
  /** Where a wanted intent is not yet as it was asked for. One sentence each. */
  unsettled(): readonly string[];
}

/** When a process of the control plane began and died. */
export interface LifeSpan {
  readonly number: number;
  readonly startedMs: number;
  diedMs?: number;
}

/** A violation, in a sentence. The signature is what stays the same when the case gets smaller. */
export interface Finding {
  readonly signature: string;
  readonly message: string;
}

/** The control plane has named the machine on which a job is to begin. */
export interface Placement {
  readonly intent: string;
  readonly instanceId: string;
  /** How long it took to answer. */
  readonly waitedMs: number;
}

/** One oracle in one run. Each part is asked whenever it may have something to say; what it gives is a violation. */
export interface Watch {
  /** Right before a call of the control plane. */
  onCall?(call: ProviderCall): Finding | undefined;
  /** Right after one has come back, before its caller hears of it. */
  onAnswer?(call: ProviderCall): Finding | undefined;
  /** Whenever the truth or what is said may have changed. */
  onLook?(): Finding | undefined;
  /** What is said of an intent, and what was said before, and when. */
  onView?(state: IntentState, before: IntentView | undefined, beforeMs: number): Finding | undefined;
  onPlaced?(placement: Placement): Finding | undefined;
  /** Once, at rest or when time is up. */
  atRest?(): Finding | undefined;
  /** Whether there was anything to judge. An oracle that never had that says nothing by its silence. */
  isExercised(): boolean;
}

/** An invariant of a control plane. */
export interface Oracle {
  readonly id: string;
  readonly title: string;
  readonly statement: string;
  /** safety: something bad happened. liveness: something good did not, in time. */
  readonly kind: 'safety' | 'liveness';
  /** Without it there is nothing to judge. */
  readonly needs?: ControlPlaneFeature;
  watch(evidence: Evidence): Watch;
}

/** The first finding among many candidates. */
export function firstFinding<T>(all: Iterable<T>, judge: (each: T) => Finding | undefined): Finding | undefined {
  for (const each of all) {
    const finding = judge(each);
    if (finding) return finding;
  }
  return undefined;
}

/** A machine of ours that is neither gone nor on its way out. */
export function isLiving(machine: Machine): boolean {
  return !machine.isBystander && !machine.ending;
}
