import type { Capability } from '../../provider/capability.ts';
import type { MachineOrder } from './machine.ts';
import { regionsOf } from './simulated-host-options.ts';
import { holderOfVolume, type Store } from './store.ts';

/** A checked order, or what is wrong with it in the service's words. */
export type CheckedOrder =
  | { readonly ok: true; readonly order: MachineOrder }
  | { readonly ok: false; readonly code: string; readonly message: string };

type Body = Readonly<Record<string, unknown>>;
type Problem = { readonly code: string; readonly message: string } | null;

export function checkOrder(body: Body, store: Store): CheckedOrder {
  const problem =
    offerProblem(body, store) ??
    sizeProblem(body, store) ??
    gpuProblem(body, store) ??
    textProblem(body) ??
    placeProblem(body, store) ??
    diskProblem(body, store);
  if (problem) return { ok: false, ...problem };
  return { ok: true, order: orderFrom(body, store) };
}

/** The fields that need a capability which may be off. */
const fieldNeeds: Readonly<Record<string, readonly Capability[]>> = {
  snapshot: ['snapshots'],
  volumes: ['persistentVolumes', 'warmVolumes'],
  network: ['customNetworking'],
  gpu: ['gpu'],
};

function offerProblem(body: Body, { options }: Store): Problem {
  for (const [field, needs] of Object.entries(fieldNeeds)) {
    const value = body[field];
    const isAsked = Array.isArray(value) ? value.length > 0 : !isAbsent(value);
    if (isAsked && !needs.some((capability) => options.capabilities[capability])) {
      return { code: 'not_offered', message: `this host has no ${field}` };
    }
  }
  return null;
}

function sizeProblem(body: Body, store: Store): Problem {
  const { smallest, largest } = store.options;
  return (
    rangeProblem('cpus', body.cpus, smallest.cpus, largest.cpus) ??
    rangeProblem('memory_mib', body.memory_mib, smallest.memoryMiB, largest.memoryMiB) ??
    (isAbsent(body.disk_gib) ? null : rangeProblem('disk_gib', body.disk_gib, 1, largest.diskGiB))
  );
}

function rangeProblem(field: string, value: unknown, min: number, max: number): Problem {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return null;
  return invalid(`${field} must be an integer from ${min} to ${max}`);
}

function gpuProblem({ gpu }: Body, { options }: Store): Problem {
  if (isAbsent(gpu)) return null;
  const { model, count } = gpu as Readonly<Record<string, unknown>>;
  if (!options.gpuModels.includes(model as string)) return { code: 'unknown_gpu', message: 'there is no such gpu' };
  return rangeProblem('gpu.count', count, 1, options.gpusMax);
}

function textProblem(body: Body): Problem {
  if (typeof body.name !== 'string' || !/^[a-z0-9][a-z0-9-]{0,62}$/.test(body.name)) {
    return invalid('name must match [a-z0-9][a-z0-9-]{0,62}');
  }
  if (!isTextMap(body.labels ?? {})) return invalid('labels must be a map of strings');
  return isTextMap(body.annotations ?? {}) ? null : invalid('annotations must be a map of strings');
}

function placeProblem(body: Body, store: Store): Problem {
  if (!store.options.images.includes(body.image as string))
    return { code: 'unknown_image', message: 'there is no such image' };
  if (!isAbsent(body.region) && !regionsOf(store.options).includes(body.region as string)) {
    return { code: 'unknown_region', message: 'there is no such region' };
  }
  if (isAbsent(body.network)) return null;
  const network = store.networks.get(body.network as string);
  return network && !network.gone ? null : { code: 'unknown_network', message: 'there is no such network' };
}

function diskProblem(body: Body, store: Store): Problem {
  if (!isAbsent(body.snapshot)) {
    const snapshot = store.snapshots.get(body.snapshot as string);
    if (!snapshot || snapshot.gone) return { code: 'unknown_snapshot', message: 'there is no such snapshot' };
  }
  if (isAbsent(body.volumes)) return null;
  if (!Array.isArray(body.volumes)) return invalid('volumes must be a list');
  for (const id of body.volumes) {
    const place = placeOfVolume(store, id);
    if (place === null) return { code: 'unknown_volume', message: 'there is no such volume' };
    if (place !== regionOf(body, store)) return { code: 'volume_elsewhere', message: `volume ${id} is in ${place}` };
    const holder = holderOfVolume(store, id);
    // Whoever asks again under the same name is told of the name.
    if (holder && holder.order.name !== body.name)
      return { code: 'volume_in_use', message: `volume ${id} is attached` };
  }
  return null;
}

/** The region of a volume that can be attached, or null. Whoever did not claim a warm volume does not see it either. */
function placeOfVolume(store: Store, id: string): string | null {
  const volume = store.volumes.get(id);
  if (volume?.gone === false) return volume.region;
  const warm = store.warmVolumes.get(id);
  return warm?.claimed ? warm.region : null;
}

function regionOf(body: Body, { options }: Store): string {
  return (body.region as string | undefined) ?? regionsOf(options)[0] ?? '';
}

function orderFrom(body: Body, store: Store): MachineOrder {
  return {
    name: body.name as string,
    cpus: body.cpus as number,
    memory_mib: body.memory_mib as number,
    disk_gib: (body.disk_gib as number | undefined) ?? null,
    gpu: (body.gpu as MachineOrder['gpu'] | undefined) ?? null,
    image: body.image as string,
    region: regionOf(body, store),
    network: (body.network as string | undefined) ?? store.options.networks[0] ?? 'bridge',
    labels: (body.labels as Record<string, string> | undefined) ?? {},
    annotations: (body.annotations as Record<string, string> | undefined) ?? {},
    volumes: (body.volumes as readonly string[] | undefined) ?? [],
    snapshot: (body.snapshot as string | undefined) ?? null,
  };
}

function invalid(message: string): Problem {
  return { code: 'invalid_machine', message };
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isTextMap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === 'string');
}
