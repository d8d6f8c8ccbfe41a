import { type Refusal, refusal } from './answer.ts';
import { checkLaunch } from './check-launch.ts';
import type { LaunchOrder } from './instance.ts';
import { findLaunchTemplate } from './launch-template.ts';
import type { Query } from './query.ts';
import type { LaunchTemplateRecord, Store } from './store.ts';
import { tagsFor } from './tag-specifications.ts';
import type { XmlValue } from './xml.ts';

/** One place and type from which a fleet may take machines: a launch template with one of its overrides. */
export interface Pool {
  readonly market: 'spot' | 'on-demand';
  /** The launch of one machine, or why it can never be one. */
  readonly order: LaunchOrder | Refusal;
  readonly query: Query;
  /** The pool in the words in which a fleet speaks of it. */
  readonly shown: XmlValue;
}

export interface PoolRequest {
  readonly region: string;
  readonly query: Query;
  readonly fleetId: string;
  readonly market: Pool['market'];
}

/** Every pool of a fleet. A template that reads do not show yet is unknown to the fleet too. */
export function poolsOf(store: Store, request: PoolRequest): readonly Pool[] | Refusal {
  const configs = request.query.records('LaunchTemplateConfigs');
  if (configs.length === 0)
    return refusal('MissingParameter', 'The request must contain the parameter LaunchTemplateConfigs');
  const pools: Pool[] = [];
  for (const config of configs) {
    const named = config.part('LaunchTemplateSpecification');
    const template = findLaunchTemplate(store, request.region, named, store.clock.now() - store.options.idLagMs);
    if ('ok' in template) return template;
    const version = named.text('Version');
    if (version === undefined) return refusal('MissingParameter', 'A launch template needs a version');
    if (!['1', '$Latest', '$Default'].includes(version)) {
      return refusal('InvalidLaunchTemplateId.VersionNotFound', `Could not find launch template version ${version}`);
    }
    const overrides = config.records('Overrides');
    const none = config.part('Overrides');
    for (const override of overrides.length > 0 ? overrides : [none]) {
      pools.push(poolOf(store, request, template, override));
    }
  }
  return pools;
}

function poolOf(store: Store, request: PoolRequest, template: LaunchTemplateRecord, override: Query): Pool {
  const { market, region } = request;
  const own = (name: string) => override.text(name) ?? template.data.text(name);
  const [InstanceType, SubnetId] = [own('InstanceType'), own('SubnetId')];
  const zone = override.text('AvailabilityZone') ?? template.data.text('Placement.AvailabilityZone');
  const query = template.data.with({
    MinCount: '1',
    MaxCount: '1',
    InstanceType,
    SubnetId,
    'Placement.AvailabilityZone': zone,
    'InstanceMarketOptions.MarketType': market === 'spot' ? 'spot' : undefined,
    'InstanceMarketOptions.SpotOptions.MaxPrice': market === 'spot' ? override.text('MaxPrice') : undefined,
  });
  const order = checkLaunch(store, region, query);
  return {
    market,
    query,
    order: 'ok' in order ? order : { ...order, tags: fleetTags(request, template, order) },
    shown: {
      launchTemplateSpecification: { launchTemplateId: template.id, version: '1' },
      overrides: { instanceType: InstanceType, subnetId: SubnetId, availabilityZone: zone },
    },
  };
}

/** Beside what the template and the fleet say, EC2 itself notes what it launched them from. */
function fleetTags({ query, fleetId }: PoolRequest, { id }: LaunchTemplateRecord, order: LaunchOrder) {
  return new Map([
    ...order.tags,
    ...tagsFor(query, 'instance'),
    ['aws:ec2:fleet-id', fleetId],
    ['aws:ec2launchtemplate:id', id],
    ['aws:ec2launchtemplate:version', '1'],
  ]);
}
