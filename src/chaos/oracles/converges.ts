import type { Oracle } from './oracle.ts';

/** Once all is healed, everything gets as it was asked for. */
export const converges: Oracle = {
  id: 'I10',
  title: 'converges in time',
  statement: 'Within the time of the experiment after everything is healed, each intent is as it was asked for.',
  kind: 'liveness',
  watch: ({ unsettled, healedMs }) => ({
    atRest: () => {
      const [first, ...others] = unsettled();
      if (first === undefined) return undefined;
      const more = others.length === 0 ? '' : `, and ${others.length} more`;
      return { signature: 'no-convergence', message: `time was up, and ${first}${more}` };
    },
    isExercised: () => healedMs() !== undefined,
  }),
};
