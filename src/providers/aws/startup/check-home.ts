import { closest, distance } from 'fastest-levenshtein';
import { isProviderError } from '../../../provider/provider-error.ts';
import type { Account } from '../account.ts';
import { malformedAnswer } from '../native-failure.ts';
import { refuse } from '../provider-name.ts';
import { explainRefusal } from './check-credentials.ts';

/** A region, and whether the account may use it. */
interface KnownRegion {
  readonly name: string;
  readonly isEnabled: boolean;
}

/**
 * One cheap signed call, which needs right credentials and a region that exists and is enabled. The home region itself is
 * asked; where it does not answer, the first region of its partition is asked what it is.
 */
export async function checkHome(account: Account): Promise<void> {
  const { home, context } = account;
  try {
    mustBeEnabled(home, await knownRegions(account, home));
  } catch (thrown) {
    const elsewhere = firstOfPartition(home);
    if (elsewhere !== home && mayBeNoRegion(thrown)) {
      const known = await knownRegions(account, elsewhere).catch(() => null);
      if (known !== null) mustBeEnabled(home, known);
    }
    throw explainRefusal(thrown, context.env);
  }
}

async function knownRegions({ ec2 }: Account, region: string): Promise<readonly KnownRegion[]> {
  const { Regions } = await ec2.read(region, (client, options) =>
    client.send(new ec2.sdk.DescribeRegionsCommand({ AllRegions: true }), options),
  );
  if (Regions === undefined) throw malformedAnswer('no list of regions', 'reads');
  return Regions.map(({ RegionName = '', OptInStatus }) => ({
    name: RegionName,
    isEnabled: OptInStatus !== 'not-opted-in',
  }));
}

function mustBeEnabled(home: string, known: readonly KnownRegion[]): void {
  const found = known.find(({ name }) => name === home);
  if (found?.isEnabled) return;
  const enabled = known.filter(({ isEnabled }) => isEnabled).map(({ name }) => name);
  const list = enabled.toSorted().join(', ');
  if (found) throw refuse(`AWS_REGION ${home} is not enabled for this account: enable it, or use one of ${list}`);
  throw refuse(`AWS_REGION ${home} is no region${nearest(home, enabled)}: the enabled ones are ${list}`);
}

const typosMax = 3;

function nearest(home: string, names: readonly string[]): string {
  const found = closest(home, names);
  return names.length > 0 && distance(home, found) <= typosMax ? `, did you mean ${found}?` : '';
}

/** A region that does not exist has no address, and one that is not enabled knows nobody. */
function mayBeNoRegion(thrown: unknown): boolean {
  return isProviderError(thrown) && (thrown.code === 'PROVIDER_UNAVAILABLE' || thrown.code === 'AUTH_ERROR');
}

function firstOfPartition(region: string): string {
  if (region.startsWith('cn-')) return 'cn-north-1';
  return region.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';
}
