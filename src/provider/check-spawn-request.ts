import type { Bootstrap } from './bootstrap.ts';
import type { Capabilities } from './capability.ts';
import { checkBootstrap } from './check-bootstrap.ts';
import { checkSpec } from './check-spec.ts';
import { checkTags, type KeyProblem } from './check-tags.ts';
import { checkOptionalText, checkText } from './check-text.ts';
import type { MachineSpec } from './instance.ts';
import { isObject } from './is-object.ts';
import { type Refuse, refuseAs } from './refuse.ts';
import { refuseUndeclared } from './refuse-undeclared.ts';
import type { SpawnRequest } from './requests.ts';

/** A request whose every part has the right type. What was left out is absent, not undefined. */
export interface CheckedRequest {
  readonly spec: MachineSpec;
  readonly tags: Readonly<Record<string, string>>;
  readonly volumeIds: readonly string[];
  readonly name?: string;
  readonly image?: string;
  readonly region?: string;
  readonly network?: string;
  readonly snapshotId?: string;
  readonly bootstrap?: Bootstrap;
  readonly idempotencyKey?: string;
}

/** What a provider can say about requests before it asks its service. */
export interface RequestLimits {
  readonly provider: string;
  readonly capabilities: Capabilities;
  readonly largest: MachineSpec;
  /** Speaks of tags that the provider keeps for itself. */
  readonly tagProblem?: KeyProblem;
}

/** Throws INVALID_SPEC for what cannot be honoured. Callers may be plain JavaScript, so types are checked too. */
export function checkSpawnRequest(request: SpawnRequest, limits: RequestLimits): CheckedRequest {
  const refuse = refuseAs(limits.provider);
  if (!isObject(request)) throw refuse('a spawn request must be an object');
  refuseUndeclared(request, limits.capabilities, limits.provider);
  const optional = {
    name: checkOptionalText(request.name, 'name', refuse),
    network: checkOptionalText(request.network, 'network', refuse),
    snapshotId: checkOptionalText(request.snapshotId, 'snapshotId', refuse),
    bootstrap: checkBootstrap(request.bootstrap, refuse),
    image: checkOptionalText(request.image, 'image', refuse),
    region: checkOptionalText(request.region, 'region', refuse),
    idempotencyKey: checkOptionalText(request.idempotencyKey, 'idempotencyKey', refuse),
  };
  return {
    spec: checkSpec(request.spec, limits.largest, refuse),
    tags: checkTags(request.tags, 'tags', refuse, limits.tagProblem),
    volumeIds: checkVolumeIds(request.volumeIds, refuse),
    ...dropAbsent(optional),
  };
}

function checkVolumeIds(volumeIds: unknown, refuse: Refuse): readonly string[] {
  if (volumeIds === undefined) return [];
  if (!Array.isArray(volumeIds)) throw refuse('volumeIds must be a list');
  const checked = volumeIds.map((id, index) => checkText(id, `volumeIds[${index}]`, refuse));
  if (new Set(checked).size < checked.length) throw refuse('volumeIds must not name a volume twice');
  return checked;
}

type Optional = Omit<CheckedRequest, 'spec' | 'tags' | 'volumeIds'>;

/** Absent stays absent, so that a fingerprint and an exact comparison see no `undefined`. */
function dropAbsent(parts: { readonly [K in keyof Optional]: Optional[K] | undefined }): Optional {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
