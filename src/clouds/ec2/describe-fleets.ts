import { type Answer, refusal, success } from './answer.ts';
import type { Query } from './query.ts';
import type { FleetRecord, Store } from './store.ts';
import type { XmlValue } from './xml.ts';

/** DescribeFleets by ids: a fleet of type `instant` is shown to nobody who does not know its id. */
export function describeFleets(store: Store, region: string, query: Query): Answer {
  const found: FleetRecord[] = [];
  for (const id of query.list('FleetId')) {
    const record = store.fleets.get(id);
    if (record?.region !== region || record.createdAtMs > store.clock.now() - store.options.idLagMs) {
      return refusal('InvalidFleetId.NotFound', `The fleet ID '${id}' does not exist`);
    }
    found.push(record);
  }
  return success({ fleetSet: found.map(fleetBody), nextToken: '' });
}

function fleetBody({ id, createdAtMs, target, errors, instances }: FleetRecord): XmlValue {
  return {
    fleetId: id,
    createTime: new Date(createdAtMs).toISOString(),
    fleetState: 'active',
    type: 'instant',
    targetCapacitySpecification: {
      totalTargetCapacity: target.spot + target.onDemand,
      onDemandTargetCapacity: target.onDemand,
      spotTargetCapacity: target.spot,
      defaultTargetCapacityType: target.spot > 0 ? 'spot' : 'on-demand',
    },
    errorSet: errors,
    fleetInstanceSet: instances,
  };
}
