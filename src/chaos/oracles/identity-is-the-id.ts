import { isLimited } from '../terms.ts';
import type { Oracle } from './oracle.ts';

/** Whatever a machine shares with one that was there before it, such as a name or an address, it is not that one. */
export const identityIsTheId: Oracle = {
  id: 'I15',
  title: 'identity is the id',
  statement:
    'A machine that runs, and that the control plane calls the running one of an intent that wants it, is never terminated: it shares only a name, an address or a number with the one that was meant.',
  kind: 'safety',
  watch: ({ truth, intents, calls, clockOffMs }) => {
    let hasBeenOff = false;
    return {
      onLook: () => {
        hasBeenOff ||= clockOffMs() !== 0;
        return undefined;
      },
      onCall: ({ operation, target }) => {
        const machine = target === undefined ? undefined : truth.find(target);
        if (operation !== 'terminate' || !machine?.running || machine.ending) return undefined;
        const { id, name, intent = '' } = machine;
        const state = intents.get(intent);
        if (state?.view?.phase !== 'running' || state.view.instanceId !== id || !intents.isWanted(intent))
          return undefined;
        // By a clock that was wrong its time may be over: whether that was to be known, another oracle says.
        if (hasBeenOff && isLimited(state.terms)) return undefined;
        return { signature: 'another', message: `${name} was terminated, which runs for ${intent} as it was asked to` };
      },
      isExercised: () => calls.some(({ operation }) => operation === 'terminate'),
    };
  },
};
