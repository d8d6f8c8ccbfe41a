import { isOnItsWayOut } from '../sightings.ts';
import { firstFinding, isLiving, type Oracle } from './oracle.ts';

/** A machine that was shown on its way out and comes back under its id was never over. */
export const requeuedIsNotOver: Oracle = {
  id: 'I26',
  title: 'requeued is not over',
  statement:
    'A machine that was shown to be on its way out, and lives on, is neither replaced by another nor called ended or refused.',
  kind: 'safety',
  watch: ({ truth, intents, sightings }) => {
    let isExercised = false;
    const requeued = () =>
      truth.machines.filter((machine) => {
        if (!isLiving(machine)) return false;
        const shown = sightings.lastOf(machine.id)?.status;
        return isOnItsWayOut(shown) || shown === 'stopping';
      });
    return {
      onLook: () => {
        const machines = requeued();
        if (machines.length > 0) isExercised = true;
        return firstFinding(machines, ({ intent = '', name }) => {
          const view = intents.get(intent)?.view;
          if (!intents.isWanted(intent) || (view?.phase !== 'ended' && view?.phase !== 'refused')) return undefined;
          return { signature: 'finished', message: `${name} of ${intent} comes back, and is called ${view.phase}` };
        });
      },
      onCall: ({ operation, intent: wanting }) =>
        firstFinding(operation === 'spawn' ? requeued() : [], ({ intent, name }) => {
          if (intent === undefined || intent !== wanting) return undefined;
          const message = `${name} of ${intent} comes back, and another machine was asked for`;
          return { signature: 'relaunched', message };
        }),
      isExercised: () => isExercised,
    };
  },
};
