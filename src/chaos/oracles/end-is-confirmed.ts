import type { ProviderCall } from '../provider-call.ts';
import { type Evidence, firstFinding, type Oracle } from './oracle.ts';

/** That the end was asked for is not that it has come. */
export const endIsConfirmed: Oracle = {
  id: 'I29',
  title: 'an end is confirmed',
  statement:
    'An intent is not called ended while its machine is there and nobody has looked for it since its end was asked for, whatever that call had answered.',
  kind: 'safety',
  watch: (evidence) => {
    const { truth, calls } = evidence;
    let isExercised = false;
    return {
      onView: ({ id, view }, before) => {
        const isOver = view?.phase === 'ended' || view?.phase === 'refused';
        if (!isOver || view.phase === before?.phase) return undefined;
        const own = truth.machines.filter(({ intent }) => intent === id);
        return firstFinding(own, (machine) => {
          const asked = calls.findLast(
            ({ operation, target, outcome }) =>
              operation === 'terminate' && target === machine.id && outcome?.did === 'answered',
          );
          if (!asked) return undefined;
          isExercised = true;
          if (machine.gone || isConfirmed(machine.id, asked, evidence)) return undefined;
          return {
            signature: 'unconfirmed-end',
            message: `${id} is called ${view.phase} since the end of ${machine.name} was asked for, nobody has looked, and it is there`,
          };
        });
      },
      isExercised: () => isExercised,
    };
  },
};

function isConfirmed(id: string, { number, endedMs = 0 }: ProviderCall, { sightings }: Evidence): boolean {
  return sightings
    .of(id)
    .some(
      ({ call, status }) =>
        (status === 'absent' || status === 'terminated') && call.number > number && call.beganMs >= endedMs,
    );
}
