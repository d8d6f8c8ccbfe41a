import { defineControlPlane } from '../../../src/controlplane/control-plane.ts';

/** Its process never comes up, and does not hear that it is to end. */
export default defineControlPlane({
  name: 'never starts',
  create: () => new Promise(() => setInterval(() => {}, 1_000)),
});
