import { hash } from 'node:crypto';
import type { CheckedRequest } from '../../provider/check-spawn-request.ts';
import type { ProviderContext } from '../../provider/context.ts';

/** By what a spawn is known, also to another process that repeats it. */
export interface SpawnIdentity {
  /** One for each key of a caller, or drawn. Tagged on the instance. */
  readonly spawnId: string;
  /** Equal for requests that ask for the same. Tagged on the instance. */
  readonly fingerprint: string;
  readonly isKeyed: boolean;
}

/** How a machine is paid for. Prices are US dollars per hour. */
export type Terms = { readonly market: 'on-demand' } | { readonly market: 'spot'; readonly maxPrice: number };

export function identify(request: CheckedRequest, terms: Terms, { random, clock }: ProviderContext): SpawnIdentity {
  const { idempotencyKey: key } = request;
  // Two processes may start from one seed: the time keeps their draws apart.
  const parts = key === undefined ? ['draw', random.hex(32), clock.now()] : ['key', key];
  return {
    spawnId: digest(parts).slice(0, 32),
    fingerprint: fingerprintOf(request, terms),
    isKeyed: key !== undefined,
  };
}

/** Every machine of a fleet has the same. `parts` is what was asked for beside the machine. */
export function identifyFleet(key: string, request: CheckedRequest, parts: readonly unknown[]): SpawnIdentity {
  const fingerprint = digest([fingerprintOf(request, { market: 'on-demand' }), parts]);
  return { spawnId: digest(['fleet', key]).slice(0, 32), fingerprint, isKeyed: true };
}

/** Of the launch template of a fleet: whoever asks for the same, or undoes it, knows it. */
export function templateNameOf({ spawnId, fingerprint }: SpawnIdentity): string {
  return `assay-fleet-${digest(['template', spawnId, fingerprint]).slice(0, 32)}`;
}

/**
 * The client token of one launch. Its scope on EC2 is a zone, and a launch that failed has used it up, so every place has its
 * own; it is the same in every attempt and after a restart. The machine type is not in it: it follows from the request, and
 * so EC2 itself refuses another request under the same key, before any read shows the first.
 */
export function clientToken(
  { spawnId }: SpawnIdentity,
  place: string,
  { market }: { readonly market: Terms['market'] },
): string {
  return digest(['token', spawnId, place, market]);
}

/** Whatever the order of the tags. */
function fingerprintOf({ spec, tags, volumeIds, bootstrap, ...request }: CheckedRequest, terms: Terms): string {
  return digest([
    [spec.cpus, spec.memoryMiB, spec.diskGiB, spec.gpu?.model, spec.gpu?.count],
    [request.name, request.image, request.region, request.network, request.snapshotId],
    Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)),
    volumeIds,
    bootstrap && [bootstrap.format, bootstrap.checksum],
    [terms.market, terms.market === 'spot' && terms.maxPrice],
  ]);
}

function digest(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts));
}
