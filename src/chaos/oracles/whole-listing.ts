import { hasMissed, whereLetGo } from './letting-go.ts';
import { isLiving, type Oracle } from './oracle.ts';

/** What stands in no part of a list may stand in the part that was not seen. */
export const wholeListing: Oracle = {
  id: 'I22',
  title: 'absence needs a whole listing',
  statement:
    'A machine that lives is not taken for gone because lists did not show it that were narrowed to others or had lost a part.',
  kind: 'safety',
  watch: (evidence) => {
    const { sightings, truth } = evidence;
    let isExercised = false;
    return {
      ...whereLetGo(evidence, ({ id, name }, intent) => {
        const misses = sightings.missesOf(id);
        if (misses.length === 0 || misses.some(({ isWhole }) => isWhole)) return undefined;
        return {
          signature: 'partial-listing',
          message: `${intent} went on without ${name}, which lives, after a list that was not whole`,
        };
      }),
      onAnswer: (call) => {
        // Whoever gets no list at all must not conclude anything either.
        const hasNone = call.operation === 'list' && call.outcome?.did === 'failed';
        isExercised ||=
          hasMissed(call, false, evidence) ||
          (hasNone && truth.machines.some((each) => isLiving(each) && sightings.of(each.id).length > 0));
        return undefined;
      },
      isExercised: () => isExercised,
    };
  },
};
