import type { Sighting } from '../sightings.ts';
import type { Oracle } from './oracle.ts';

const takenInMs = 5_000;

/** Work is given only to machines that, for all the control plane knows, can do it. */
export const noWorkForTheDead: Oracle = {
  id: 'I18',
  title: 'no work for the dead',
  statement:
    'No job is placed on a machine whose end the control plane has asked for, or which does not run any more and was shown to it so.',
  kind: 'safety',
  needs: 'jobs',
  watch: ({ truth, intents, calls, sightings, lives, nowMs }) => {
    let isExercised = false;
    return {
      onPlaced: ({ intent, instanceId, waitedMs }) => {
        isExercised = true;
        const machine = truth.find(instanceId);
        const { running = false, name = instanceId, bornMs = 0 } = machine ?? {};
        const askedMs = nowMs() - waitedMs;
        // The id may have been another's before, and what was asked may be on no record any more.
        const { forgottenMs = Number.NEGATIVE_INFINITY } = intents.get(intent) ?? {};
        const isOfIt = (atMs: number) => atMs >= bornMs && atMs > forgottenMs && atMs < askedMs;
        const isEnding = calls.some(
          ({ operation, target, beganMs }) => operation === 'terminate' && target === instanceId && isOfIt(beganMs),
        );
        if (isEnding) {
          const message = `a job of ${intent} was placed on ${name}, whose end had been asked for`;
          return { signature: 'on-the-ending', message };
        }
        // What was shown a moment ago may not have been taken in yet.
        const [before, shown] = [askedMs - takenInMs, askedMs].map((atMs) =>
          sightings.statusOf({ id: instanceId, bornMs }, { life: lives.at(-1)?.number ?? 1, atMs }),
        );
        if (running || !isDead(before) || !isDead(shown)) return undefined;
        return {
          signature: 'on-the-dead',
          message: `a job of ${intent} was placed on ${name}, which had been shown as ${shown}`,
        };
      },
      isExercised: () => isExercised,
    };
  },
};

function isDead(shown: Sighting['status'] | undefined): boolean {
  return shown !== undefined && dead.has(shown);
}

const dead: ReadonlySet<string> = new Set(['stopping', 'stopped', 'terminating', 'terminated', 'error', 'absent']);
