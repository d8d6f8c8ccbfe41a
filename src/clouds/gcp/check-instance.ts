import { isObject } from '../../provider/is-object.ts';
import { type Answer, refusal } from './answer.ts';
import { addableAccelerators, imageFamilies, machineTypes } from './catalogue.ts';
import { diskLink, holderOf } from './disks.ts';
import { invalid, isLabels, isName } from './fields.ts';
import type { AttachedDisk, InstanceOrder } from './instance.ts';
import { findReadyImage } from './machine-images.ts';
import { lastPart, type MachineImageRecord, type Store } from './store.ts';

type Body = Readonly<Record<string, unknown>>;

export type CheckedInsert =
  | { readonly ok: true; readonly order: InstanceOrder; readonly source: MachineImageRecord | undefined }
  | { readonly ok: false; readonly answer: Answer };

const defaultGb = 10;

/** Checks an insert before anything is accepted, in the service's words. */
export function checkInsert(store: Store, zone: string, body: Body): CheckedInsert {
  const problem =
    textProblem(body) ??
    typeProblem(store, zone, body) ??
    networkProblem(store, body) ??
    diskProblem(store, zone, body);
  if (problem) return { ok: false, answer: problem };
  return { ok: true, order: orderFrom(store, zone, body), source: sourceOf(store, body) };
}

function textProblem({ name, labels = {}, metadata }: Body): Answer | null {
  if (!isName(name)) return invalid('name', name);
  if (!isLabels(labels)) return invalid('labels', JSON.stringify(labels));
  if (metadata === undefined) return null;
  const items = isObject(metadata) ? metadata.items : undefined;
  const isItem = (item: unknown) => isObject(item) && typeof item.key === 'string' && typeof item.value === 'string';
  return Array.isArray(items) && items.every(isItem) ? null : invalid('metadata', JSON.stringify(metadata));
}

function typeProblem({ options }: Store, zone: string, body: Body): Answer | null {
  const name = lastPart(body.machineType);
  const type = machineTypes.find((each) => each.name === name);
  if (!type || options.lackingTypes.includes(`${zone}/${name}`)) {
    return refusal(400, 'invalid', `Machine type with name '${name}' does not exist in zone '${zone}'.`);
  }
  const added = acceleratorsIn(body);
  const isAddable = added.every(
    ({ type: each, count }) => addableAccelerators.includes(each) && [1, 2, 4].includes(count),
  );
  if (!isAddable || (added.length > 0 && !name.startsWith('n1-'))) return invalid('guestAccelerators', added[0]?.type);
  const scheduling = isObject(body.scheduling) ? body.scheduling : {};
  const hasAccelerators = added.length > 0 || type.accelerator !== undefined;
  const isSpot = scheduling.provisioningModel === 'SPOT';
  if ((hasAccelerators || isSpot) && scheduling.onHostMaintenance !== 'TERMINATE') {
    return refusal(
      400,
      'invalid',
      'Instances with guest accelerators or of the spot model must TERMINATE on host maintenance.',
    );
  }
  return null;
}

function networkProblem({ options }: Store, body: Body): Answer | null {
  const [first] = Array.isArray(body.networkInterfaces) ? body.networkInterfaces : [];
  const network = networkIn(first) ?? options.networks[0] ?? '';
  if (options.networks.includes(network)) return null;
  return refusal(404, 'notFound', `The resource 'global/networks/${network}' was not found`);
}

function diskProblem(store: Store, zone: string, body: Body): Answer | null {
  const { labels = {} } = bootParams(body);
  if (!isLabels(labels)) return invalid('disks[0].initializeParams.labels', JSON.stringify(labels));
  if (!sourceOf(store, body) && !isKnownImage(bootParams(body).sourceImage)) {
    const asked = body.sourceMachineImage ?? bootParams(body).sourceImage;
    return refusal(404, 'notFound', `The resource '${asked}' was not found`);
  }
  for (const disk of attachedIn(body)) {
    const record = [...store.disks.values()].find(
      (each) => each.zone === zone && each.name === lastPart(disk.source) && store.clock.now() < each.deletedAtMs,
    );
    if (!record) return refusal(404, 'notFound', `The resource '${disk.source}' was not found`);
    const holder = holderOf(store, record.id);
    if (holder) {
      const message = `The disk resource '${disk.source}' is already being used by '${holder.order.name}'`;
      return refusal(400, 'resourceInUseByAnotherResource', message);
    }
    if (store.clock.now() < record.createdAtMs + store.options.diskMs) {
      return refusal(400, 'resourceNotReady', `The resource '${disk.source}' is not ready`);
    }
  }
  return null;
}

/** The picture that it is to be started from, of a whole machine or of a disk. */
function sourceOf(store: Store, body: Body): MachineImageRecord | undefined {
  if (body.sourceMachineImage !== undefined) {
    return findReadyImage(store, 'machineImages', lastPart(body.sourceMachineImage));
  }
  return findReadyImage(store, 'images', lastPart(bootParams(body).sourceImage));
}

function bootParams(body: Body): Body {
  const [boot] = disksIn(body);
  return boot && isObject(boot.initializeParams) ? boot.initializeParams : {};
}

function isKnownImage(image: unknown): boolean {
  const [, project = '', family = ''] =
    /projects\/([a-z-]+)\/global\/images\/family\/([a-z0-9-]+)$/.exec(String(image)) ?? [];
  return imageFamilies[project]?.includes(family) ?? false;
}

function orderFrom(store: Store, zone: string, body: Body): InstanceOrder {
  const type = machineTypes.find((each) => each.name === lastPart(body.machineType));
  const scheduling = isObject(body.scheduling) ? body.scheduling : {};
  const [first] = Array.isArray(body.networkInterfaces) ? body.networkInterfaces : [];
  const added = acceleratorsIn(body);
  return {
    name: body.name as string,
    zone,
    machineType: type?.name ?? '',
    accelerators: type?.accelerator ? [type.accelerator] : added,
    labels: (body.labels ?? {}) as InstanceOrder['labels'],
    metadata: isObject(body.metadata) ? (body.metadata.items as InstanceOrder['metadata']) : [],
    network: networkIn(first) ?? store.options.networks[0] ?? '',
    isSpot: scheduling.provisioningModel === 'SPOT',
    disks: [bootDisk(store, zone, body), ...attachedIn(body).map((disk) => attachedDisk(store, zone, disk))],
  };
}

function bootDisk(store: Store, zone: string, body: Body): AttachedDisk {
  const sizeGb = Number(bootParams(body).diskSizeGb ?? sourceOf(store, body)?.diskSizeGb ?? defaultGb);
  return { diskId: null, link: diskLink(store, zone, body.name as string), sizeGb };
}

function attachedDisk(store: Store, zone: string, { source }: Body): AttachedDisk {
  const record = [...store.disks.values()].find(
    (each) => each.zone === zone && each.name === lastPart(source) && store.clock.now() < each.deletedAtMs,
  );
  return { diskId: record?.id ?? '', link: diskLink(store, zone, lastPart(source)), sizeGb: record?.sizeGb ?? 0 };
}

function acceleratorsIn({ guestAccelerators: wanted }: Body): InstanceOrder['accelerators'] {
  if (!Array.isArray(wanted)) return [];
  return wanted.map((each) => ({ type: lastPart(each?.acceleratorType), count: Number(each?.acceleratorCount) }));
}

function disksIn({ disks }: Body): readonly Body[] {
  return Array.isArray(disks) ? disks.filter(isObject) : [];
}

function attachedIn(body: Body): readonly Body[] {
  return disksIn(body).filter(({ source }) => source !== undefined);
}

function networkIn(networkInterface: unknown): string | undefined {
  if (!isObject(networkInterface) || networkInterface.network === undefined) return undefined;
  return lastPart(networkInterface.network);
}
