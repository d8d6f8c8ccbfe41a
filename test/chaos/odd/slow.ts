import { type ControlPlaneModule, defineControlPlane } from '../../../src/controlplane/control-plane.ts';
import { referenceControlPlane } from '../../../src/controlplane/reference/reference.ts';
import type { AnyProvider } from '../../../src/provider/provider.ts';

const thinkMs = 1_500;

/** Thinks for a while before every call, and takes every third round off. */
export const slow: ControlPlaneModule = defineControlPlane({
  name: 'slow',
  features: ['failover'],
  create: async (host) => {
    const { provider, clock } = host;
    const slowly = Object.entries(provider).map(([name, value]) =>
      typeof value === 'function' && name !== 'generateBootstrap'
        ? [name, async (...all: unknown[]) => clock.sleep(thinkMs).then(() => value(...all))]
        : [name, value],
    );
    const sound = await referenceControlPlane.create({ ...host, provider: Object.fromEntries(slowly) as AnyProvider });
    let rounds = 0;
    return {
      ...sound,
      reconcile: async () => {
        rounds += 1;
        if (rounds % 3 !== 0) await sound.reconcile();
      },
    };
  },
});
