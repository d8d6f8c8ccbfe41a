import { type Answer, refusal, success } from './answer.ts';
import { machineTypes } from './catalogue.ts';
import { livingInstances } from './instance.ts';
import type { Store } from './store.ts';

/** `GET .../projects/{project}`. */
export function getProject({ project, linkPrefix }: Store): Answer {
  return success({ kind: 'compute#project', id: '4711', name: project, selfLink: linkPrefix });
}

/** `GET .../regions`. */
export function listRegions(store: Store): Answer {
  const items = Object.keys(store.options.regions).map((name) => regionBody(store, name));
  return success({ kind: 'compute#regionList', items });
}

/** `GET .../regions/{region}`. */
export function getRegion(store: Store, name: string): Answer {
  return store.options.regions[name] ? success(regionBody(store, name)) : absent(store, `regions/${name}`);
}

/** `GET .../global/networks/{network}`. */
export function getNetwork(store: Store, name: string): Answer {
  const selfLink = `${store.linkPrefix}/global/networks/${name}`;
  if (!store.options.networks.includes(name)) return absent(store, `global/networks/${name}`);
  return success({ kind: 'compute#network', name, autoCreateSubnetworks: true, selfLink });
}

/** `GET .../zones/{zone}/machineTypes/{type}`. */
export function getMachineType(store: Store, zone: string, name: string): Answer {
  const type = machineTypes.find((each) => each.name === name);
  const isLacking = store.options.lackingTypes.includes(`${zone}/${name}`);
  if (!type || isLacking) return absent(store, `zones/${zone}/machineTypes/${name}`);
  const { guestCpus, memoryMb } = type;
  return success({ kind: 'compute#machineType', name, guestCpus, memoryMb, zone });
}

function regionBody(store: Store, name: string): object {
  const { options, linkPrefix } = store;
  const zones = options.regions[name] ?? [];
  const usage = livingInstances(store).filter(({ order }) => zones.includes(order.zone)).length;
  return {
    kind: 'compute#region',
    id: String(1_000 + Object.keys(options.regions).indexOf(name)),
    name,
    status: 'UP',
    zones: zones.map((zone) => `${linkPrefix}/zones/${zone}`),
    quotas: [{ metric: 'INSTANCES', limit: options.instancesMax, usage }],
  };
}

function absent({ linkPrefix }: Store, what: string): Answer {
  return refusal(404, 'notFound', `The resource '${linkPrefix}/${what}' was not found`);
}
