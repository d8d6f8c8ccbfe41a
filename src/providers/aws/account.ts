import type { ProviderContext } from '../../provider/context.ts';
import { type CostMethods, openCosts } from './costs.ts';
import { createEc2, type Ec2 } from './ec2.ts';
import { createHomes, type Homes } from './homes.ts';
import { createPlaces, type Places } from './places.ts';
import { readSettings, type WarmPoolSettings } from './settings.ts';

/** What every part of the adapter works with. */
export interface Account {
  readonly context: ProviderContext;
  readonly ec2: Ec2;
  readonly places: Places;
  readonly homes: Homes;
  readonly costs: CostMethods;
  /** The pool of warm volumes that the settings ask for, if any. */
  readonly warmPool: WarmPoolSettings | undefined;
  /** How long a claim on one stands that no spawn followed. */
  readonly warmClaimMs: number;
  /** Where a request goes that names no region. */
  readonly home: string;
}

export async function openAccount(context: ProviderContext): Promise<Account> {
  const settings = readSettings(context);
  const ec2 = await createEc2(context, settings);
  const places = createPlaces(ec2, settings.region);
  const costs = await openCosts(context, settings);
  return {
    context,
    ec2,
    places,
    costs,
    homes: createHomes(context.clock),
    home: settings.region,
    warmPool: settings.warmPool,
    warmClaimMs: settings.warmClaimMs,
  };
}
