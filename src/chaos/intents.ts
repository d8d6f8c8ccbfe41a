import type { IntentView } from '../controlplane/control-plane.ts';
import type { Activity } from './activity.ts';
import type { History } from './history.ts';
import { isDue, isLimited, type Terms } from './terms.ts';
import type { Machine, Truth } from './truth.ts';

/** One intent as its client sees it. */
export interface IntentState {
  readonly id: string;
  readonly terms: Terms;
  launch: 'not-asked' | 'asked' | 'acknowledged';
  terminate: 'not-asked' | 'asked' | 'acknowledged';
  /** What the control plane last said of it; absent where it said nothing of it. */
  view?: IntentView;
  /** When it last said so. */
  viewMs: number;
  /** Its record was taken away, and the control plane has not found it again yet. */
  isForgotten: boolean;
  /** When that was last done. */
  forgottenMs?: number;
}

/** What was asked for, and what the control plane says of it. */
export interface Intents {
  readonly states: readonly IntentState[];
  get(id: string): IntentState | undefined;
  /** Whether by its terms it should have ended by itself. */
  isDue(id: string): boolean;
  /** Whether somebody still wants a machine for it. */
  isWanted(id: string | undefined): boolean;
  isForgotten(id: string | undefined): boolean;
  /** Whether the control plane has said that it is this machine. */
  knows(machine: Machine): boolean;
  forget(id: string): void;
  /** Takes in what the control plane says of everything. */
  hear(views: readonly IntentView[]): void;
}

export interface IntentsOptions {
  readonly terms: ReadonlyMap<string, Terms>;
  readonly activity: Activity;
  readonly history: History;
  readonly truth: Truth;
  readonly elapsedMs: () => number;
  /** Called with each intent of which something else is said than before. */
  readonly onView: (state: IntentState, before: IntentView | undefined, beforeMs: number) => void;
}

export function createIntents({ terms, activity, history, truth, elapsedMs, onView }: IntentsOptions): Intents {
  const states = new Map<string, IntentState>(
    [...terms].map(([id, own]) => [
      id,
      { id, terms: own, launch: 'not-asked', terminate: 'not-asked', viewMs: 0, isForgotten: false },
    ]),
  );
  const get = (id: string | undefined) => (id === undefined ? undefined : states.get(id));

  const isDueBy = (id: string) => {
    const own = terms.get(id);
    return own !== undefined && isLimited(own) && isDue(own, truth.machinesOf(id), activity, elapsedMs());
  };

  const hearOf = (state: IntentState, view: IntentView | undefined): void => {
    const { view: before, viewMs } = state;
    state.viewMs = elapsedMs();
    if (view === undefined) delete state.view;
    else state.view = view;
    if (view?.instanceId !== undefined) state.isForgotten = false;
    if (!isSame(before, view)) note(state.id, view);
    if (view !== undefined || before !== undefined) onView(state, before, viewMs);
  };

  const note = (intent: string, view: IntentView | undefined): void => {
    const { instanceId, reason, phase = 'nothing' as const } = view ?? {};
    history.add({
      ...{ lane: 'control-plane', did: 'says', intent, phase },
      ...(instanceId !== undefined && { machine: truth.nameOf(instanceId) }),
      ...(reason !== undefined && { reason }),
    });
  };

  return {
    states: [...states.values()],
    get,
    isDue: isDueBy,
    isWanted: (id) =>
      id !== undefined && get(id)?.launch === 'acknowledged' && get(id)?.terminate === 'not-asked' && !isDueBy(id),
    isForgotten: (id) => get(id)?.isForgotten ?? false,
    knows: ({ intent, id }) => get(intent)?.view?.instanceId === id,
    forget: (id) => {
      const state = get(id);
      if (!state) return;
      state.isForgotten = true;
      state.forgottenMs = elapsedMs();
      delete state.view;
    },
    hear: (views) => {
      const said = new Map(views.map((view) => [view.intent, view]));
      for (const state of states.values()) hearOf(state, said.get(state.id));
    },
  };
}

function isSame(a: IntentView | undefined, b: IntentView | undefined): boolean {
  return a?.phase === b?.phase && a?.instanceId === b?.instanceId && a?.reason === b?.reason;
}
