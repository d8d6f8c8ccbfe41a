import { defineProvider } from 'assay';
import { createHooks } from '../../../fixtures/hostile/plain-hooks.ts';
import { createPlainProvider } from '../../../fixtures/hostile/plain-provider.ts';

/** A provider as it is, of a service that bills. */
export default defineProvider({
  name: 'priced',
  create: () => ({ provider: createPlainProvider('priced'), hooks: createHooks(), usdPerHour: () => 0.1 }),
});
