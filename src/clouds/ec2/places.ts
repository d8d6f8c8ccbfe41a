import { type Answer, refusal, success } from './answer.ts';
import { vpcOf } from './instance.ts';
import type { Query } from './query.ts';
import type { SimulatedEc2Options } from './simulated-ec2-options.ts';
import type { Store } from './store.ts';
import type { XmlValue } from './xml.ts';

/** DescribeRegions: those of the account, or all. */
export function describeRegions({ options }: Store, _region: string, query: Query): Answer {
  const enabled = Object.keys(options.regions).map((region) => regionBody(region, 'opt-in-not-required'));
  const others = options.disabledRegions.map((region) => regionBody(region, 'not-opted-in'));
  return success({ regionInfo: query.text('AllRegions') === 'true' ? [...enabled, ...others] : enabled });
}

function regionBody(region: string, optInStatus: string): XmlValue {
  return { regionName: region, regionEndpoint: `ec2.${region}.amazonaws.com`, optInStatus };
}

export function describeZones({ options }: Store, region: string): Answer {
  return success({
    availabilityZoneInfo: zonesOf(options, region).map((zone) => ({
      zoneName: zone,
      zoneState: 'available',
      regionName: region,
      zoneType: 'availability-zone',
      optInStatus: 'opt-in-not-required',
    })),
  });
}

/** DescribeSubnets, by id or all: each zone has a default one. */
export function describeSubnets({ options }: Store, region: string, query: Query): Answer {
  const ids = query.list('SubnetId');
  const subnets = zonesOf(options, region).map((zone) => ({ zone, id: subnetOf(zone) }));
  const unknown = ids.find((id) => !subnets.some((subnet) => subnet.id === id));
  if (unknown !== undefined) return unknownSubnet(unknown);
  return success({
    subnetSet: subnets
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .map(({ zone, id }) => ({
        subnetId: id,
        state: 'available',
        vpcId: vpcOf(region),
        availabilityZone: zone,
        defaultForAz: true,
      })),
  });
}

export function unknownSubnet(id: string): Answer {
  return refusal('InvalidSubnetID.NotFound', `The subnet ID '${id}' does not exist`);
}

export function zonesOf({ regions }: SimulatedEc2Options, region: string): readonly string[] {
  return Object.hasOwn(regions, region) ? (regions[region] ?? []) : [];
}

/** The default subnet of a zone. */
export function subnetOf(zone: string): string {
  return `subnet-${Buffer.from([...zone].reverse().join(''))
    .toString('hex')
    .slice(0, 17)}`;
}
