import type { Enhanced } from '../../src/provider/enhanced.ts';
import type { Instance } from '../../src/provider/instance.ts';
import type { AnyProvider, CapabilityMethods } from '../../src/provider/provider.ts';
import { isProviderError } from '../../src/provider/provider-error.ts';
import type { ProviderModule } from '../../src/provider/registration.ts';
import type { Snapshot } from '../../src/provider/resources.ts';
import { createOrbstack, orbstack } from '../../src/providers/orbstack/orbstack.ts';

interface RackedInstance extends Instance {
  readonly rack: string;
}

interface RackedSnapshot extends Snapshot {
  readonly rack: string;
}

/** OrbStack with enhanced types of its own, so that contracts on them are judged on a host that may be odd. */
export const enhancedOrbstack: ProviderModule = {
  ...orbstack,
  create: (context) => {
    const registration = createOrbstack(context);
    const provider = registration.provider as AnyProvider & CapabilityMethods['snapshots'];
    const enhanced: Enhanced<RackedInstance, RackedSnapshot> = {
      get: async (id) => {
        const found = await provider.get(id);
        return found && { ...found, rack: 'r7' };
      },
      project: ({ rack: _rack, ...generic }) => generic,
      snapshots: {
        get: async (id) => {
          const found = await provider.getSnapshotStatus(id).catch(nullIfNotFound);
          return found && { ...found, rack: 'r7' };
        },
        project: ({ rack: _rack, ...generic }) => generic,
      },
    };
    return { ...registration, enhanced };
  },
};

function nullIfNotFound(thrown: unknown): null {
  if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
  throw thrown;
}
