import type { GpuSpec, MachineSpec } from '../../provider/instance.ts';
import { refuseUndeclared } from '../../provider/refuse-undeclared.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { checkBootstrap } from './check-bootstrap.ts';
import { checkTags } from './check-tags.ts';
import { checkOptionalText, checkText, checkWhole, isObject } from './check-text.ts';
import { withDisplayName } from './display-name.ts';
import type { Host, MachineRequest } from './host.ts';
import { providerName, refuse } from './refuse.ts';

/** A request with every default filled in, but for the name and fingerprint that follow from it. */
export interface CheckedSpawn {
  readonly machine: Omit<MachineRequest, 'name' | 'fingerprint'>;
  readonly idempotencyKey: string | undefined;
}

/** Throws INVALID_SPEC for what the host could not honour. Callers may be plain JavaScript, so types are checked too. */
export function checkSpawnRequest(request: SpawnRequest, host: Host): CheckedSpawn {
  if (!isObject(request)) throw refuse('a spawn request must be an object');
  refuseUndeclared(request, host.capabilities, providerName);
  const name = checkOptionalText(request.name, 'name');
  const optional = {
    network: checkOptionalText(request.network, 'network'),
    snapshotId: checkOptionalText(request.snapshotId, 'snapshotId'),
    bootstrap: checkBootstrap(request.bootstrap),
  };
  return {
    machine: {
      spec: checkSpec(request.spec, host.largest),
      image: checkOptionalText(request.image, 'image') ?? host.imageDefault,
      region: checkRegion(request.region, host),
      tags: withDisplayName(checkTags(request.tags, 'tags'), name),
      volumeIds: checkVolumeIds(request.volumeIds),
      ...dropAbsent(optional),
    },
    idempotencyKey: checkOptionalText(request.idempotencyKey, 'idempotencyKey'),
  };
}

function checkSpec(spec: unknown, largest: MachineSpec): MachineSpec {
  if (!isObject(spec)) throw refuse('spec must be an object with cpus and memoryMiB');
  const cpus = checkWhole(spec.cpus, 'spec.cpus', 1, largest.cpus);
  const memoryMiB = checkWhole(spec.memoryMiB, 'spec.memoryMiB', 1, largest.memoryMiB);
  const sizes = { cpus, memoryMiB, ...(spec.gpu !== undefined && { gpu: checkGpu(spec.gpu) }) };
  if (spec.diskGiB === undefined) return sizes;
  if (largest.diskGiB === undefined) throw refuse('spec.diskGiB cannot be honoured: this host does not size disks');
  return { ...sizes, diskGiB: checkWhole(spec.diskGiB, 'spec.diskGiB', 1, largest.diskGiB) };
}

function checkGpu(gpu: unknown): GpuSpec {
  if (!isObject(gpu)) throw refuse('spec.gpu must be an object with model and count');
  return {
    model: checkText(gpu.model, 'spec.gpu.model'),
    count: checkWhole(gpu.count, 'spec.gpu.count', 1, Number.POSITIVE_INFINITY),
  };
}

/** Gives the region a machine or volume goes to. */
export function checkRegion(region: unknown, { regionDefault, regions }: Host): string {
  const wanted = checkOptionalText(region, 'region') ?? regionDefault;
  if (regions === undefined || regions.includes(wanted)) return wanted;
  throw refuse(`region must be one of ${regions.join(', ')}`);
}

function checkVolumeIds(volumeIds: unknown): readonly string[] {
  if (volumeIds === undefined) return [];
  if (!Array.isArray(volumeIds)) throw refuse('volumeIds must be a list');
  const checked = volumeIds.map((id, index) => checkText(id, `volumeIds[${index}]`));
  if (new Set(checked).size < checked.length) throw refuse('volumeIds must not name a volume twice');
  return checked;
}

type Optional = Pick<MachineRequest, 'network' | 'snapshotId' | 'bootstrap'>;

/** Absent stays absent, so that a fingerprint and an exact comparison see no `undefined`. */
function dropAbsent(parts: { readonly [K in keyof Optional]: Optional[K] | undefined }): Optional {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
