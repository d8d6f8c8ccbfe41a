import type { ProviderContext } from '../../provider/context.ts';
import { defineProvider, type ProviderModule, type Registration } from '../../provider/registration.ts';
import { openAccount } from './account.ts';
import { type AwsProvider, createProvider } from './create-provider.ts';
import { type AwsEnhanced, createEnhanced } from './enhanced.ts';
import { createAwsHooks } from './hooks.ts';
import { providerName } from './provider-name.ts';
import { spotFleet } from './spot-fleet.ts';
import { usdPerHour } from './usd-per-hour.ts';
import { warmPool } from './warm-pool.ts';
import { zoneProbing } from './zone-probing.ts';

/** What the adapter hands over: the provider for a control plane, and the enhanced types for who wants AWS. */
export interface AwsRegistration extends Registration {
  readonly provider: AwsProvider;
  readonly enhanced: AwsEnhanced;
}

/**
 * EC2 in every region of an account. `AWS_REGION` says where a request goes that names no region; credentials come from
 * `AWS_ACCESS_KEY_ID` and its like, or from where the SDK finds them.
 *
 * @example
 * const { provider, hooks } = await createAws({ ...context, env: { AWS_REGION: 'eu-central-1' } });
 */
export async function createAws(context: ProviderContext): Promise<AwsRegistration> {
  const account = await openAccount(context);
  return {
    provider: createProvider(account),
    hooks: createAwsHooks(account),
    enhanced: createEnhanced(account),
    workflows: [spotFleet(account), warmPool(account), zoneProbing(account)],
    usdPerHour,
  };
}

/**
 * The provider module of AWS.
 *
 * @example
 * const { provider } = await aws.create(context);
 */
export const aws: ProviderModule = defineProvider({ name: providerName, create: createAws });
