import type { Ec2 } from './ec2.ts';
import { type FoundImage, findImage } from './images.ts';
import { malformedAnswer } from './native-failure.ts';
import { remember } from './remember.ts';
import type { AwsSettings } from './settings.ts';

/** What of the service hardly ever changes, asked for once. */
export interface Places {
  regions(): Promise<readonly string[]>;
  /** The same, asked for again: an account may enable one at any time. */
  regionsNow(): Promise<readonly string[]>;
  /** In the order of their names. */
  zones(region: string): Promise<readonly string[]>;
  image(region: string, image: string): Promise<FoundImage>;
}

export function createPlaces(ec2: Ec2, { region: home, regions: only }: AwsSettings): Places {
  const regionsNow = () => findRegions(ec2, home, only);
  const regions = remember(regionsNow);
  const zones = remember((region: string) => findZones(ec2, region));
  const images = remember((key: string) => {
    const [region = '', image = ''] = key.split(' ');
    return findImage(ec2, region, image);
  });
  return { regions: () => regions(''), regionsNow, zones, image: (region, image) => images(`${region} ${image}`) };
}

/** Those that the account may use, or those of them that are meant. */
async function findRegions(ec2: Ec2, home: string, only?: readonly string[]): Promise<readonly string[]> {
  const { Regions } = await ec2.read(home, (client, options) =>
    client.send(new ec2.sdk.DescribeRegionsCommand(only ? { RegionNames: [...only] } : {}), options),
  );
  return names(
    Regions?.map(({ RegionName }) => RegionName),
    'regions',
  );
}

async function findZones(ec2: Ec2, region: string): Promise<readonly string[]> {
  const { AvailabilityZones } = await ec2.read(region, (client, options) =>
    client.send(new ec2.sdk.DescribeAvailabilityZonesCommand({}), options),
  );
  // Local zones and Wavelength are places of their own, with few machine types.
  const own = AvailabilityZones?.filter(({ ZoneType = 'availability-zone' }) => ZoneType === 'availability-zone');
  return names(
    own?.filter(({ State }) => State === undefined || State === 'available').map(({ ZoneName }) => ZoneName),
    'zones',
  );
}

function names(found: readonly (string | undefined)[] | undefined, what: string): readonly string[] {
  const known = found?.filter((name) => name !== undefined);
  if (known === undefined || known.length === 0) throw malformedAnswer(`no list of ${what}`, 'reads');
  return known.sort();
}
