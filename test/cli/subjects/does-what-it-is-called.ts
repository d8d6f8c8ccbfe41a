import { defineControlPlane, referenceControlPlane } from '../../../src/public/chaos.ts';

/** Sound, but that it does what the name of an intent says when it is asked to launch it. */
export default defineControlPlane({
  name: 'does-what-it-is-called',
  create: async (host) => {
    const sound = await referenceControlPlane.create(host);
    return {
      ...sound,
      launch: async (intent) => {
        misbehave(intent.id);
        return sound.launch(intent);
      },
    };
  },
});

function misbehave(how: string): void {
  if (how === 'loops') for (let turns = 0; ; turns += 1) if (turns < 0) return;
  if (how === 'exits') process.exit(7);
  if (how === 'throws-late') void Promise.reject(new Error('nobody was waiting'));
}
