import type { IntentPhase, IntentView } from '../../controlplane/control-plane.ts';
import type { IntentState } from '../intents.ts';
import type { Finding, Oracle } from './oracle.ts';

/** Nothing that was seen is taken back by something older. */
export const noReversal: Oracle = {
  id: 'I16',
  title: 'observations never reverse',
  statement:
    'What is ending never lives again, what has ended stays so, and a machine that is seen to run is not called anything less while it runs.',
  kind: 'safety',
  watch: ({ truth }) => {
    let isExercised = false;
    return {
      onView: (state, before, beforeMs) => {
        if (!before || state.isForgotten) return undefined;
        isExercised = true;
        return revived(state, before) ?? takenBack(state, before, beforeMs);
      },
      isExercised: () => isExercised,
    };

    function takenBack({ id, view }: IntentState, before: IntentView, beforeMs: number): Finding | undefined {
      const machine = before.instanceId === undefined ? undefined : truth.find(before.instanceId);
      // Its id may be another's by now.
      const hasRunSince = machine?.intent === id && machine.running && machine.sinceMs <= beforeMs;
      if (before.phase !== 'running' || !hasRunSince) return undefined;
      if (view === undefined || (view.phase !== 'launching' && view.phase !== 'stopped')) return undefined;
      return {
        signature: 'taken-back',
        message: `${id} was seen to run, and is called ${view.phase} while ${machine.name} still runs`,
      };
    }
  },
};

/** How far it is towards its end. */
const ranks: Readonly<Partial<Record<IntentPhase, number>>> = { ending: 1, ended: 2, refused: 2 };

function revived({ id, view }: IntentState, before: IntentView): Finding | undefined {
  const rank = ranks[before.phase] ?? 0;
  if (view === undefined || (ranks[view.phase] ?? 0) >= rank) return undefined;
  return { signature: 'revived', message: `${id} was ${before.phase}, and is called ${view.phase} again` };
}
