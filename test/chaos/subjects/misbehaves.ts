import { defineControlPlane, referenceControlPlane } from '../../../src/public/chaos.ts';

let starts = 0;

/** Sound, but that its third process of each lane does what the name of the intent says. */
export default defineControlPlane({
  name: 'misbehaves',
  create: async (host) => {
    const sound = await referenceControlPlane.create(host);
    return {
      ...sound,
      launch: async (intent) => {
        starts += 1;
        if (starts === 3) misbehave(intent.id);
        return sound.launch(intent);
      },
    };
  },
});

function misbehave(how: string): void {
  if (how === 'loops') for (;;) starts += 0;
  if (how === 'exits') process.exit(7);
  if (how === 'crashes') process.kill(process.pid, 'SIGTRAP');
  if (how === 'hoards') for (const hoard: unknown[] = []; ; ) hoard.push(new Array(1_000_000).fill(starts));
  if (how === 'throws-late') void Promise.reject(new Error('nobody was waiting'));
}
