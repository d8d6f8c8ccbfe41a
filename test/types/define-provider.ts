import {
  defineProvider,
  type Hooks,
  noCapabilities,
  type ProviderContext,
  type ProviderCore,
  type ProviderModule,
  type Registration,
  type Snapshot,
} from 'assay';
import { a } from './declared.ts';

// defineProvider() gates what nobody annotated: flags written in place are literals.

const name = 'mine';
const core = a<ProviderCore>();
const hooks = a<Hooks>();
const snapshot = async (): Promise<Snapshot> => ({ id: 's', status: 'ready', progress: 100 });
const remove = async (): Promise<void> => {};
const methods = { createSnapshot: snapshot, getSnapshotStatus: snapshot, deleteSnapshot: remove };
const on = { ...noCapabilities, snapshots: true } as const;

export const honest = defineProvider({
  name,
  create: (context) => {
    void context.clock.now();
    return { provider: { ...core, ...methods, capabilities: { ...noCapabilities, snapshots: true } }, hooks };
  },
});

export const plain = defineProvider({
  name,
  create: async () => ({ provider: { ...core, capabilities: noCapabilities }, hooks }),
  testbeds: [],
});

export const annotated: ProviderModule = defineProvider({
  name,
  create: a<(context: ProviderContext) => Registration>(),
});

/** Flags that are only boolean cannot be judged by the compiler: the contracts do it. */
export function wrapped(base: ProviderModule): ProviderModule {
  return defineProvider({
    name,
    create: async (context) => {
      const registration = await base.create(context);
      return { ...registration, provider: { ...registration.provider, get: async () => null } };
    },
  });
}

export const methodMissing = defineProvider({
  name,
  // @ts-expect-error TS2322
  create: () => ({
    provider: { ...core, createSnapshot: snapshot, getSnapshotStatus: snapshot, capabilities: on },
    hooks,
  }),
});

export const allMissing = defineProvider({
  name,
  // @ts-expect-error TS2322
  create: async () => ({ provider: { ...core, capabilities: { ...noCapabilities, snapshots: true } }, hooks }),
});

export const undeclared = defineProvider({
  name,
  // @ts-expect-error TS2322
  create: () => ({ provider: { ...core, ...methods, capabilities: noCapabilities }, hooks }),
});

export const hookless = defineProvider({
  name,
  // @ts-expect-error TS2322
  create: () => ({ provider: { ...core, capabilities: noCapabilities } }),
});

export const flagMissing = defineProvider({
  name,
  // @ts-expect-error TS2740
  create: () => ({ provider: { ...core, capabilities: { snapshots: false } }, hooks }),
});
