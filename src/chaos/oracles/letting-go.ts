import type { IntentState } from '../intents.ts';
import type { ProviderCall } from '../provider-call.ts';
import type { Machine } from '../truth.ts';
import { type Evidence, type Finding, isLiving, type Watch } from './oracle.ts';

/**
 * Asks about each machine that lives and that the control plane goes on without: it says that it is gone, names another,
 * forgets it, or asks for one more.
 */
export function whereLetGo(
  { truth, intents }: Evidence,
  judge: (machine: Machine, intent: string) => Finding | undefined,
): Pick<Watch, 'onCall' | 'onView'> {
  const judgeOne = (state: IntentState, id: string | undefined): Finding | undefined => {
    const machine = id === undefined || state.isForgotten ? undefined : truth.find(id);
    // Under its id there may be another's by now, whom this intent never had.
    return machine?.intent === state.id && isLiving(machine) ? judge(machine, state.id) : undefined;
  };
  return {
    onView: (state, before) => {
      const { view } = state;
      const isLetGo =
        view === undefined ? intents.isWanted(state.id) : isOver(view.phase) || isElsewhere(state, before);
      return isLetGo ? judgeOne(state, before?.instanceId) : undefined;
    },
    onCall: ({ operation, intent }) => {
      const state = operation === 'spawn' && intent !== undefined ? intents.get(intent) : undefined;
      return state && judgeOne(state, state.view?.instanceId);
    },
  };
}

function isOver(phase: string): boolean {
  return phase === 'ended' || phase === 'refused';
}

/** What is ending need not be named any more. */
function isElsewhere({ view }: IntentState, before: IntentState['view']): boolean {
  return view?.phase !== 'ending' && view?.instanceId !== before?.instanceId;
}

/** Whether an answer did not show a machine that lives and that its caller knew of; `isWhole` as its sightings are. */
export function hasMissed(call: ProviderCall, isWhole: boolean, { truth, sightings }: Evidence): boolean {
  if (call.operation !== 'list' && call.operation !== 'get') return false;
  return truth.machines.some((machine) => {
    const newest = sightings.newestOf(machine.id);
    const isMissed = newest?.call === call && newest.status === 'absent' && newest.isWhole === isWhole;
    return isMissed && isLiving(machine) && sightings.of(machine.id).length > 0;
  });
}
