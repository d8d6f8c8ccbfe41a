import type { Zones } from '../../testbed/zones.ts';
import { type Refusal, refusal } from '../ec2/answer.ts';
import { readQuery } from '../ec2/query.ts';
import { subnetNames } from './subnet-names.ts';

/** The room of zones, of which moto has no idea: a launch in a zone without any is refused before it comes to moto. */
export interface ZoneRooms extends Zones {
  /** The refusal of a call for which there is no room, or undefined. */
  refusalOf(body: string): Refusal | undefined;
}

export function createZoneRooms(home: string): ZoneRooms {
  const drained = new Set<string>();
  return {
    drain: async (zone) => void drained.add(zone),
    refill: async (zone) => void drained.delete(zone),
    refusalOf: (body) => {
      const { action, text } = readQuery(body);
      if (action !== 'RunInstances') return undefined;
      const zone = text('Placement.AvailabilityZone') ?? zoneOfSubnet(home, text('SubnetId'));
      return zone !== undefined && drained.has(zone) ? full : undefined;
    },
  };
}

function zoneOfSubnet(home: string, subnet = ''): string | undefined {
  const index = subnetNames.indexOf(subnet);
  return index < 0 ? undefined : `${home}${'abc'[index]}`;
}

const full = refusal(
  'InsufficientInstanceCapacity',
  'We currently do not have sufficient capacity in the Availability Zone you requested',
  500,
);
