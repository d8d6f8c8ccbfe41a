import { firstFinding, type Oracle } from './oracle.ts';

const slackMs = 90_000;

/** Nobody pays for more than was promised. */
export const deadlineIsKept: Oracle = {
  id: 'I24',
  title: 'deadlines are kept',
  statement: `A machine whose life was limited does not run for longer than that, and at most ${slackMs / 1_000} s more after everything is healed.`,
  kind: 'liveness',
  needs: 'deadline',
  watch: ({ truth, intents, nowMs, healedMs }) => {
    const limited = () =>
      truth.machines.flatMap(({ name, intent = '', ranMs, ending }) => {
        const lifeMaxMs = intents.get(intent)?.terms.lifeMaxMs;
        if (lifeMaxMs === undefined || ranMs === undefined) return [];
        return [{ name, intent, ending, lifeMaxMs, overMs: ranMs + lifeMaxMs }];
      });
    return {
      onLook: () =>
        firstFinding(limited(), ({ name, intent, ending, overMs, lifeMaxMs }) => {
          const untilMs = Math.max(overMs, healedMs() ?? Number.POSITIVE_INFINITY) + slackMs;
          if (ending || nowMs() < untilMs) return undefined;
          const message = `${name} of ${intent} was to live for ${lifeMaxMs / 1_000} s, and lives on ${slackMs / 1_000} s after that`;
          return { signature: 'overdue', message };
        }),
      isExercised: () => limited().some(({ overMs }) => nowMs() >= overMs),
    };
  },
};
