import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { vpcOf } from './instance-network.ts';
import type { Query } from './query.ts';
import type { SimulatedEc2Options } from './simulated-ec2-options.ts';
import type { Store } from './store.ts';

/** DescribeRegions, by name or all: those of the account, or those that it has not enabled too. */
export function describeRegions({ options }: Store, _region: string, query: Query): Answer {
  const enabled = Object.keys(options.regions);
  const known = query.text('AllRegions') === 'true' ? [...enabled, ...options.disabledRegions] : enabled;
  const regions = chosen(known, query.list('RegionName'), 'region');
  if ('ok' in regions) return regions;
  return success({
    regionInfo: regions.map((region) => ({
      regionName: region,
      regionEndpoint: `ec2.${region}.amazonaws.com`,
      optInStatus: enabled.includes(region) ? 'opt-in-not-required' : 'not-opted-in',
    })),
  });
}

/** DescribeAvailabilityZones, by name or all. */
export function describeZones({ options }: Store, region: string, query: Query): Answer {
  const zones = chosen(zonesOf(options, region), query.list('ZoneName'), 'availability zone');
  if ('ok' in zones) return zones;
  return success({
    availabilityZoneInfo: zones.map((zone) => ({
      zoneName: zone,
      zoneId: zoneIdOf(options, region, zone),
      zoneState: 'available',
      regionName: region,
      zoneType: 'availability-zone',
      optInStatus: 'opt-in-not-required',
    })),
  });
}

function chosen(all: readonly string[], names: readonly string[], what: string): readonly string[] | Refusal {
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) return refusal('InvalidParameterValue', `Invalid ${what}: [${unknown}]`);
  return all.filter((each) => names.length === 0 || names.includes(each));
}

/** DescribeSubnets, by id or all: each zone has a default one. */
export function describeSubnets({ options, accountId }: Store, region: string, query: Query): Answer {
  const ids = query.list('SubnetId');
  const subnets = zonesOf(options, region).map((zone, index) => ({ zone, index, id: subnetOf(zone) }));
  const unknown = ids.find((id) => !subnets.some((subnet) => subnet.id === id));
  if (unknown !== undefined) return unknownSubnet(unknown);
  return success({
    subnetSet: subnets
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .map(({ zone, index, id }) => ({
        subnetId: id,
        subnetArn: `arn:aws:ec2:${region}:${accountId}:subnet/${id}`,
        ownerId: accountId,
        state: 'available',
        vpcId: vpcOf(region),
        cidrBlock: `10.0.${16 * index}.0/20`,
        availableIpAddressCount: 4_091,
        availabilityZone: zone,
        availabilityZoneId: zoneIdOf(options, region, zone),
        defaultForAz: true,
        mapPublicIpOnLaunch: true,
        assignIpv6AddressOnCreation: false,
        ipv6Native: false,
        privateDnsNameOptionsOnLaunch: {
          hostnameType: 'ip-name',
          enableResourceNameDnsARecord: false,
          enableResourceNameDnsAAAARecord: false,
        },
      })),
  });
}

export function unknownSubnet(id: string): Refusal {
  return refusal('InvalidSubnetID.NotFound', `The subnet ID '${id}' does not exist`);
}

export function zonesOf({ regions }: SimulatedEc2Options, region: string): readonly string[] {
  return Object.hasOwn(regions, region) ? (regions[region] ?? []) : [];
}

/** The name that a zone has in every account: which letter it goes by differs. */
function zoneIdOf(options: SimulatedEc2Options, region: string, zone: string): string {
  const [area = '', direction = '', number = ''] = region.split('-');
  return `${area}${direction.slice(0, 1)}${number}-az${zonesOf(options, region).indexOf(zone) + 1}`;
}

/** The default subnet of a zone. */
export function subnetOf(zone: string): string {
  return `subnet-${Buffer.from([...zone].reverse().join(''))
    .toString('hex')
    .slice(0, 17)}`;
}
