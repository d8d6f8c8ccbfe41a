import type { Machine } from '../truth.ts';
import { firstFinding, isLiving, type Oracle } from './oracle.ts';

/** At rest, every machine is one that somebody wants, or that the control plane is still busy ending. */
export const noLeakedMachine: Oracle = {
  id: 'I01',
  title: 'no leaked machine',
  statement: 'At rest every machine belongs to an intent that wants it, or that the control plane still speaks of.',
  kind: 'safety',
  watch: ({ truth, intents }) => {
    const isOwned = ({ intent, id }: Machine): boolean => {
      const state = intent === undefined ? undefined : intents.get(intent);
      if (state?.view === undefined) return false;
      return state.view.instanceId === undefined || state.view.instanceId === id;
    };
    return {
      atRest: () =>
        firstFinding(truth.machines.filter(isLiving), (machine) =>
          isOwned(machine)
            ? undefined
            : { signature: 'leak', message: `${machine.name} lives on and nobody speaks of it${forWhom(machine)}` },
        ),
      isExercised: () => truth.machines.some(({ isBystander }) => !isBystander),
    };
  },
};

function forWhom({ intent }: Machine): string {
  return intent === undefined ? '' : `; it was made for ${intent}`;
}
