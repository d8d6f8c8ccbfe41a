import { type CheckedRequest, checkSpawnRequest } from '../../provider/check-spawn-request.ts';
import { unbounded } from '../../provider/check-spec.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { type OrderedType, typesFor } from './machine-types.ts';
import { type OwnNotes, tagProblem } from './notes.ts';
import { checkOrder, fingerprintParts } from './order.ts';
import { digest, regionOf } from './resource-id.ts';
import type { Service } from './service.ts';
import { capabilities, providerName, refuse } from './settings.ts';

const limits = { provider: providerName, capabilities, largest: unbounded, tagProblem };

/** A request that can be honoured, and the types that do, the cheapest first. */
export interface CheckedSpawn {
  readonly checked: CheckedRequest;
  readonly types: readonly OrderedType[];
}

/** Throws INVALID_SPEC for what cannot be had, before anything is asked of the service. */
export function checkSpawn(request: SpawnRequest): CheckedSpawn {
  const checked = checkSpawnRequest(request, limits);
  checkOrder(checked);
  const types = typesFor(checked.spec);
  if (types.length === 0) throw refuse('spec cannot be honoured: Compute Engine has no machine type for it');
  return { checked, types };
}

/** What its machine is known by. `terms` are part of what a key stands for. */
export function identify(
  checked: CheckedRequest,
  terms: readonly unknown[],
  { context, settings }: Pick<Service, 'context' | 'settings'>,
): OwnNotes {
  const { idempotencyKey: key } = checked;
  // Two processes may start from one seed: the time keeps their draws apart.
  const parts = key === undefined ? ['draw', context.random.hex(32), context.clock.now()] : ['key', key];
  const fingerprint = digest([fingerprintParts(checked), terms]);
  return { spawnKey: digest(parts), fingerprint, owner: settings.owner };
}

/** Where it may go, in order, and what has to be there. A disk is in one zone, and so is the machine that holds it. */
export async function placesFor(
  { places, volumes, snapshots, settings }: Service,
  { region, volumeIds, snapshotId }: CheckedRequest,
): Promise<{ readonly zones: readonly string[]; readonly disks: readonly string[] }> {
  const disks = await volumes.find(volumeIds);
  const [first] = disks;
  const elsewhere = disks.find(({ zone }) => zone !== first?.zone);
  if (elsewhere) throw refuse(`volume ${elsewhere.id} is in ${elsewhere.zone}, not in ${first?.zone}`);
  if (first && region !== undefined && regionOf(first.zone) !== region) {
    throw refuse(`volume ${first.id} is in ${first.zone}, not in ${region}`);
  }
  const zones = first ? [first.zone] : await places.zonesOf(region ?? settings.region);
  if (snapshotId !== undefined) await snapshots.mustBeReady(snapshotId);
  return { zones, disks: disks.map(({ link }) => link) };
}
