import { hasMissed, whereLetGo } from './letting-go.ts';
import type { Oracle } from './oracle.ts';

/** One answer that does not show a machine proves nothing. */
export const oneLookIsNoProof: Oracle = {
  id: 'I05',
  title: 'one look is no proof of absence',
  statement:
    'A machine that lives is not taken for gone because one answer, a 404 or a list without it, did not show it.',
  kind: 'safety',
  watch: (evidence) => {
    let isExercised = false;
    return {
      ...whereLetGo(evidence, ({ id, name }, intent) => {
        const misses = evidence.sightings.missesOf(id).filter(({ isWhole }) => isWhole);
        const [miss] = misses;
        if (miss === undefined || misses.length > 1) return undefined;
        return {
          signature: 'one-look',
          message: `${intent} went on without ${name}, which lives, after one ${miss.call.operation} that did not show it`,
        };
      }),
      onAnswer: (call) => {
        isExercised ||= hasMissed(call, true, evidence);
        return undefined;
      },
      isExercised: () => isExercised,
    };
  },
};
