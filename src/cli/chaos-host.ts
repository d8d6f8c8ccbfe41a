import type { ProviderModule } from '../provider/registration.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { didYouMean } from './nearest.ts';
import type { Services } from './services.ts';
import { UsageError } from './usage-error.ts';

/** Whose machines the control plane is given, and where. */
export interface ChaosHost {
  readonly providerName: string;
  readonly provider: ProviderModule;
  readonly testbed: Testbed;
}

/** The provider that was made for it. */
const providerName = 'orbstack';

/**
 * A testbed of OrbStack: one in which every run has a world of its own, or one on this computer. Throws UsageError where
 * there is none of that name.
 */
export async function findHost(name: string | undefined, services: Services): Promise<ChaosHost> {
  const { module: provider, testbeds } = await services.loadRegistered(providerName);
  const able = testbeds.filter(
    ({ isolation, fidelity, abilities }) =>
      (isolation === 'case' || fidelity === 'local') && abilities.includes('ledger'),
  );
  const testbed = name === undefined ? able[0] : able.find((each) => each.name === name);
  if (testbed) return { providerName, provider, testbed };
  const names = able.map((each) => each.name);
  const hint = didYouMean(name ?? '', names);
  throw new UsageError(
    `--testbed ${JSON.stringify(name)}: no chaos is made there${hint}; choose one of ${names.join(', ')}`,
  );
}
