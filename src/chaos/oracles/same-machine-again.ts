import { firstFinding, type Oracle } from './oracle.ts';

/** What stopped is started again, with its disk and its id. */
export const sameMachineAgain: Oracle = {
  id: 'I23',
  title: 'resume means the same machine',
  statement:
    'Where the service can resume, a stopped machine that the control plane names, of an intent that wants it, is neither terminated nor replaced by another.',
  kind: 'safety',
  needs: 'resume',
  watch: ({ truth, intents, sightings, canResume }) => {
    let isExercised = false;
    const stopped = () =>
      truth.machines.filter(
        ({ id, intent = '', ranMs, running, ending }) =>
          ranMs !== undefined && !running && !ending && intents.get(intent)?.view?.instanceId === id,
      );
    return {
      onLook: () => {
        if (canResume && stopped().some(({ intent }) => intents.isWanted(intent))) isExercised = true;
        return undefined;
      },
      onCall: ({ operation, target, intent: wanting, life, beganMs }) => {
        if (!canResume || (operation !== 'terminate' && operation !== 'spawn')) return undefined;
        return firstFinding(stopped(), (machine) => {
          const { id, name, intent } = machine;
          const isIt = operation === 'terminate' ? id === target : intent === wanting;
          if (!isIt || !intents.isWanted(intent)) return undefined;
          // What it does not know it cannot resume.
          if (sightings.statusOf(machine, { life, atMs: beganMs }) !== 'stopped') return undefined;
          return operation === 'terminate'
            ? { signature: 'ended', message: `${name} of ${intent} was stopped, and was terminated instead of resumed` }
            : { signature: 'replaced', message: `${name} of ${intent} was stopped, and another machine was asked for` };
        });
      },
      isExercised: () => isExercised,
    };
  },
};
