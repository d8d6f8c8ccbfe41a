import type { ProviderContext } from '../../provider/context.ts';
import { createFullZones, type FullZones } from '../../provider/workflows/full-zones.ts';
import { type CostMethods, openCosts } from './costs.ts';
import { createEc2, type Ec2 } from './ec2.ts';
import { createHomes, type Homes } from './homes.ts';
import { runMark, type Tags } from './own-tags.ts';
import { createPlaces, type Places } from './places.ts';
import { createServiceTime, type ServiceTime } from './service-time.ts';
import { readSettings } from './settings.ts';
import { readWarmSettings, type WarmSettings } from './warm/warm-settings.ts';

/** What every part of the adapter works with. */
export interface Account {
  readonly context: ProviderContext;
  readonly ec2: Ec2;
  readonly places: Places;
  readonly homes: Homes;
  readonly fullZones: FullZones;
  readonly costs: CostMethods;
  /** What all clients of this account sign with, and learn. */
  readonly time: ServiceTime;
  readonly warm: WarmSettings;
  /** Where a request goes that names no region. */
  readonly home: string;
  /** What is put on everything that is made, beside the tags of the caller: whose run it is, where it is one. */
  readonly marks: Tags;
}

export async function openAccount(context: ProviderContext): Promise<Account> {
  const settings = readSettings(context);
  const time = createServiceTime(context.clock);
  const ec2 = await createEc2(context, settings, time);
  const places = createPlaces(ec2, settings);
  const costs = await openCosts(context, settings, time);
  const { clock } = context;
  return {
    context,
    ec2,
    places,
    costs,
    time,
    marks: runMark(settings.owner),
    warm: readWarmSettings(context),
    homes: createHomes(clock),
    fullZones: createFullZones(clock),
    home: settings.region,
  };
}
