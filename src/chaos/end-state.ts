import type { IntentPhase } from '../controlplane/control-plane.ts';
import type { Intents } from './intents.ts';
import type { Truth } from './truth.ts';

/** How everything stands at the end of a run: what is said of each intent, and what there really is for it. */
export type EndState = Readonly<Record<string, EndOfIntent>>;

export interface EndOfIntent {
  readonly phase: IntentPhase | 'nothing';
  readonly living: number;
  readonly running: number;
}

export function endState(intents: Intents, truth: Truth): EndState {
  return Object.fromEntries(
    intents.states.map(({ id, view }): [string, EndOfIntent] => {
      const living = truth.livingOf(id);
      const running = living.filter((machine) => machine.running).length;
      return [id, { phase: view?.phase ?? 'nothing', living: living.length, running }];
    }),
  );
}
