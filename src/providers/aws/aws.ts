import type { ProviderContext } from '../../provider/context.ts';
import { createHooks } from '../../provider/create-hooks.ts';
import { defineProvider, type ProviderModule, type Registration } from '../../provider/registration.ts';
import { openAccount } from './account.ts';
import { type AwsProvider, createProvider } from './create-provider.ts';
import { findRegions } from './places.ts';
import { providerName } from './provider-name.ts';
import { spotFleet } from './spot-fleet.ts';
import { usdPerHour } from './usd-per-hour.ts';

/**
 * EC2 in every region of an account. `AWS_REGION` says where a request goes that names no region; credentials come from
 * `AWS_ACCESS_KEY_ID` and its like, or from where the SDK finds them.
 *
 * @example
 * const { provider, hooks } = await createAws({ ...context, env: { AWS_REGION: 'eu-central-1' } });
 */
export async function createAws(context: ProviderContext): Promise<Registration & { readonly provider: AwsProvider }> {
  const account = await openAccount(context);
  const provider = createProvider(account);
  const ping = async () => {
    await findRegions(account.ec2, account.home);
  };
  return {
    provider,
    hooks: createHooks({ displayName: 'AWS', ping, list: () => provider.list() }),
    workflows: [spotFleet(account)],
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
