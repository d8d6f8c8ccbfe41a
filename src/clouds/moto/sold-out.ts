import type { NativeService } from '../../testbed/wire/native-service.ts';
import type { Zones } from '../../testbed/zones.ts';
import { readQuery } from '../ec2/query.ts';

/** A service in front of which zones can be sold out. */
export interface SoldOut {
  readonly service: NativeService;
  readonly zones: Zones;
}

/** moto has a machine for everybody: who asks for one in a zone that is sold out is turned away before it, as EC2 would. */
export function withSoldOut(service: NativeService): SoldOut {
  const soldOut = new Set<string>();
  return {
    service: {
      ...service,
      handle: async (request) => {
        const { action, text } = readQuery(request.body);
        const zone = action === 'RunInstances' ? text('Placement.AvailabilityZone') : undefined;
        return zone !== undefined && soldOut.has(zone)
          ? service.nativeError('capacity', request)
          : service.handle(request);
      },
    },
    zones: {
      drain: async (zone) => {
        soldOut.add(zone);
      },
      refill: async (zone) => {
        soldOut.delete(zone);
      },
    },
  };
}
