import { Buffer } from 'node:buffer';
import { type CheckedRequest, checkSpawnRequest } from '../../provider/check-spawn-request.ts';
import { unbounded } from '../../provider/check-spec.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { Account } from './account.ts';
import { awsCapabilities } from './aws-capabilities.ts';
import { checkRegion } from './check-region.ts';
import { findDisks, refuseDisksElsewhere } from './find-disks.ts';
import { checkImageName, type FoundImage, imageDefault } from './images.ts';
import { type InstanceType, pickInstanceType } from './instance-types.ts';
import { tagProblem } from './own-tags.ts';
import { providerName, refuse } from './provider-name.ts';
import { identify, type SpawnIdentity, type Terms } from './spawn-identity.ts';

/** Where an instance may be launched: the same client token stands for another launch in each. */
export type Place = { readonly zone: string } | { readonly subnetId: string };

/** How EC2 calls it. */
export function placeName(place: Place): string {
  return 'zone' in place ? place.zone : place.subnetId;
}

/** A spawn with everything decided but which of its places has room. */
export interface Wanted {
  readonly request: CheckedRequest;
  readonly identity: SpawnIdentity;
  readonly type: InstanceType;
  readonly region: string;
  readonly image: FoundImage;
  /** In the order in which they are tried. */
  readonly places: readonly Place[];
  readonly heldVolumes: readonly string[];
  readonly warmVolumes: readonly string[];
  readonly terms: Terms;
}

const userDataMaxBytes = 16_384;

/** Refuses with INVALID_SPEC what cannot be honoured, most of it before any call. */
export async function resolveSpawn(
  account: Account,
  request: SpawnRequest,
  terms: Terms = { market: 'on-demand' },
): Promise<Wanted> {
  const checked = checkRequest(request);
  const type = pickInstanceType(checked.spec);
  const imageName = checkImageName(checked.image ?? imageDefault);
  const identity = identify(checked, terms, account.context);
  const disks = await findDisks(account, checked);
  const region = await checkRegion(account, checked.region ?? disks.region);
  refuseDisksElsewhere(disks, region);
  const places = await placesFor(account, checked, identity, region, disks.zone);
  const image = disks.image ?? (await account.places.image(region, imageName));
  return {
    request: checked,
    identity,
    type,
    region,
    image,
    places,
    heldVolumes: disks.held,
    warmVolumes: disks.warm,
    terms,
  };
}

/** Refuses with INVALID_SPEC what is wrong in itself, before any call. */
export function checkRequest(request: SpawnRequest): CheckedRequest {
  const checked = checkSpawnRequest(request, {
    provider: providerName,
    capabilities: awsCapabilities,
    largest: unbounded,
    tagProblem,
  });
  const userData = Buffer.byteLength(checked.bootstrap?.content ?? '');
  if (userData > userDataMaxBytes) {
    throw refuse(`bootstrap.content has ${userData} bytes, and EC2 takes ${userDataMaxBytes}`);
  }
  if (checked.network === undefined || /^subnet-[0-9a-f]{8,17}$/.test(checked.network)) return checked;
  throw refuse('network must be the id of a subnet, such as subnet-0123456789abcdef0');
}

/** Every zone, from one that follows from the spawn, so that spawns spread and a repeated one begins where the first did. */
async function placesFor(
  { places }: Account,
  { network }: CheckedRequest,
  { spawnId }: SpawnIdentity,
  region: string,
  pinned: string | undefined,
): Promise<readonly Place[]> {
  if (pinned !== undefined && network === undefined) return [{ zone: pinned }];
  if (network !== undefined) return [{ subnetId: network }];
  const zones = await places.zones(region);
  const first = Number.parseInt(spawnId.slice(0, 8), 16) % zones.length;
  return [...zones.slice(first), ...zones.slice(0, first)].map((zone) => ({ zone }));
}
