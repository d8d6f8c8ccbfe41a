import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { bindToken, lookUpBinding } from './client-tokens.ts';
import { dryRunProblem } from './dry-run.ts';
import { fulfil } from './fulfil-fleet.ts';
import type { Query } from './query.ts';
import type { FleetTarget, Store } from './store.ts';
import { tagProblem } from './tag-specifications.ts';

const capacityMax = 10_000;

/**
 * CreateFleet of type `instant`: launches what it can get and tells in its `errorSet` what it cannot, under a good status.
 * A token gives the answer that it gave before, and is looked up before the launch templates are.
 */
export function createFleet(store: Store, region: string, query: Query): Answer {
  const target = readTarget(query);
  if ('ok' in target) return target;
  const problem = tagProblem(query);
  if (problem) return problem;
  const token = lookUpBinding(store, region, query);
  if (token.outcome === 'refused') return token.answer;
  const before = token.outcome === 'bound' && token.id !== null ? store.fleets.get(token.id) : undefined;
  if (before) return success({ fleetId: before.id, errorSet: before.errors, fleetInstanceSet: before.instances });
  const id = newFleetId(store);
  const fulfilled = fulfil(store, { region, query, target, fleetId: id, isDryRun: query.text('DryRun') === 'true' });
  if ('ok' in fulfilled) return fulfilled;
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  store.fleets.set(id, { id, region, createdAtMs: store.clock.now(), target, ...fulfilled });
  bindToken(store, region, query, id);
  return success({ fleetId: id, errorSet: fulfilled.errors, fleetInstanceSet: fulfilled.instances });
}

/** The one kind of fleet that answers at once; the others go on by themselves. */
function readTarget(query: Query): FleetTarget | Refusal {
  if (query.text('Type') !== 'instant') {
    return refusal('InvalidParameterValue', 'this service makes fleets of the type instant only');
  }
  const asked = query.part('TargetCapacitySpecification');
  const total = Number(asked.text('TotalTargetCapacity'));
  if (!Number.isInteger(total) || total < 1 || total > capacityMax) {
    return refusal('InvalidParameterValue', `TotalTargetCapacity must be from 1 to ${capacityMax}`);
  }
  const [spot, onDemand] = [asked.text('SpotTargetCapacity'), asked.text('OnDemandTargetCapacity')];
  const rest = asked.text('DefaultTargetCapacityType') === 'spot' ? 'spot' : 'on-demand';
  const onDemandTotal = onDemand ?? (rest === 'spot' ? 0 : total - Number(spot ?? 0));
  const target = { spot: total - Number(onDemandTotal), onDemand: Number(onDemandTotal) };
  const fits = target.spot >= 0 && target.onDemand >= 0 && (spot === undefined || Number(spot) === target.spot);
  return fits
    ? target
    : refusal('InvalidParameterCombination', 'SpotTargetCapacity and OnDemandTargetCapacity must add up to the total');
}

function newFleetId({ random }: Store): string {
  return `fleet-${[8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-')}`;
}
