import { expect, test } from 'vitest';
import { type ControlPlaneHost, defineControlPlane, type IntentView } from '../../src/controlplane/control-plane.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { play } from './host.ts';

/** The sound control plane, but that it says something else of its intents, from its nth word on. */
function saying(twist: (view: IntentView, word: number, host: ControlPlaneHost) => IntentView | undefined) {
  return defineControlPlane({
    name: 'twisted',
    create: async (host) => {
      const sound = await referenceControlPlane.create(host);
      let word = 0;
      return {
        ...sound,
        observe: async () => {
          word += 1;
          return (await sound.observe()).flatMap((view) => twist(view, word, host) ?? []);
        },
      };
    },
  });
}

const launch = { do: 'launch', intent: 'a', atMs: 0 };
const terminate = { do: 'terminate', intent: 'a', atMs: 30_000 };

test('oracle I16: a machine that runs and is called launching again is taken back', async () => {
  const twisted = saying((view, word) =>
    word > 40 && view.phase === 'running' ? { ...view, phase: 'launching' } : view,
  );
  const { violation } = await play({ version: 1, operations: [launch] }, twisted, 1);
  expect(violation).toMatchObject({ oracle: 'I16', signature: 'taken-back' });
});

test('oracle I16: a machine that was stopped and boots again may be called launching', async () => {
  const twisted = saying((view) => (view.phase === 'stopped' ? { ...view, phase: 'launching' } : view));
  const stopped = {
    id: 'd1',
    kind: 'stopped-by-hand',
    trigger: { on: 'event', event: 'machine-running', nth: 1, delayMs: 9_000 },
  };
  const { violation, acted } = await play({ version: 1, operations: [launch], disturbances: [stopped] }, twisted, 1);
  expect({ violation, acted: acted.get('d1') }).toEqual({ violation: undefined, acted: 1 });
});

test('oracle I04: an intent that is called refused, and its machine runs', async () => {
  const twisted = saying((view, word) => (word > 40 ? { ...view, phase: 'refused', reason: 'CAPACITY_ERROR' } : view));
  const { violation } = await play({ version: 1, operations: [launch] }, twisted, 1);
  expect(violation).toMatchObject({ oracle: 'I04', signature: 'not-refused' });
});

test('oracle I03: an intent that is not spoken of any more; one that has ended may be forgotten', async () => {
  const silent = saying((view, word) => (word > 40 ? undefined : view));
  const phases = { disturbMs: 60_000, convergeMs: 30_000 };
  const { violation } = await play({ version: 1, operations: [launch], phases }, silent, 1);
  expect(violation?.oracle).toBe('I03');
  const tidy = saying((view) => (view.phase === 'ended' ? undefined : view));
  expect((await play({ version: 1, operations: [launch, terminate], phases }, tidy, 1)).violation).toBeUndefined();
});

test('oracle I10: an intent that is called running on another machine than its own', async () => {
  const twisted = saying((view) => (view.phase === 'running' ? { ...view, instanceId: 'm-other' } : view));
  const { violation } = await play({ version: 1, operations: [launch], phases: { convergeMs: 20_000 } }, twisted, 1);
  expect(violation?.oracle).toMatch(/^I01|I10$/);
});
