import { hash } from 'node:crypto';
import type { IntentPhase } from '../controlplane/control-plane.ts';
import type { CallOutcome } from './provider-call.ts';
import type { CallOperation } from './trigger.ts';

/** What happened, in the order in which it did. Plain JSON; times count from the beginning of the run. */
export type HistoryEvent = { readonly atMs: number } & (
  | {
      readonly lane: 'client';
      readonly did: 'asks' | 'is-acknowledged' | 'is-refused';
      readonly operation: 'launch' | 'terminate';
      readonly intent: string;
    }
  | { readonly lane: 'client'; readonly did: 'has-a-job'; readonly intent: string }
  | { readonly lane: 'client'; readonly did: 'begins-a-job'; readonly intent: string; readonly machine: string }
  | { readonly lane: 'control-plane'; readonly did: 'starts' | 'dies'; readonly life: number }
  | { readonly lane: 'control-plane'; readonly did: 'throws'; readonly during: string; readonly message: string }
  | {
      readonly lane: 'control-plane';
      readonly did: 'says';
      readonly intent: string;
      readonly phase: IntentPhase | 'nothing';
      readonly machine?: string;
      readonly reason?: string;
    }
  | {
      readonly lane: 'call';
      readonly did: 'begins';
      readonly call: number;
      readonly operation: CallOperation;
      readonly method: string;
      readonly intent?: string;
      readonly machine?: string;
      readonly key?: string;
    }
  | {
      readonly lane: 'call';
      readonly did: 'ends';
      readonly call: number;
      readonly operation: CallOperation;
      readonly intent?: string;
      readonly outcome: CallOutcome;
      readonly disturbedBy: readonly string[];
    }
  | { readonly lane: 'truth'; readonly did: MachineChange; readonly machine: string; readonly intent?: string }
  | {
      readonly lane: 'disturbance';
      readonly did: 'begins' | 'ends';
      readonly disturbance: string;
      readonly kind: string;
    }
  | {
      readonly lane: 'disturbance';
      readonly did: 'acts';
      readonly disturbance: string;
      readonly kind: string;
      readonly machine?: string;
      readonly intent?: string;
    }
  | { readonly lane: 'run'; readonly did: 'heals' | 'asks-to-converge' | 'converged' | 'gives-up' }
  | { readonly lane: 'oracle'; readonly did: 'violated'; readonly oracle: string; readonly message: string }
);

export type MachineChange = 'born' | 'running' | 'stopped' | 'ending' | 'gone';

type Untimed = HistoryEvent extends infer E ? (E extends HistoryEvent ? Omit<E, 'atMs'> : never) : never;

export interface History {
  readonly events: readonly HistoryEvent[];
  add(event: Untimed): void;
  /** Equal for equal histories, and for no others. */
  digest(): string;
}

/** An empty history on a clock that counts from the beginning of the run. */
export function createHistory(elapsedMs: () => number): History {
  const events: HistoryEvent[] = [];
  let digest: string | undefined;
  return {
    events,
    add: (event) => {
      digest = undefined;
      // Real time comes in fractions that nobody reads.
      events.push({ atMs: Math.round(elapsedMs()), ...event } as HistoryEvent);
    },
    digest: () => {
      digest ??= `sha256:${hash('sha256', events.map((event) => JSON.stringify(event)).join('\n'))}`;
      return digest;
    },
  };
}
