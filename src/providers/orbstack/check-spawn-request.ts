import { checkSpawnRequest as checkAnySpawnRequest } from '../../provider/check-spawn-request.ts';
import { checkOptionalText } from '../../provider/check-text.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { nameTagProblem, withDisplayName } from './display-name.ts';
import type { Host, MachineRequest } from './host.ts';
import { providerName, refuse } from './refuse.ts';

/** A request with every default filled in, but for the name and fingerprint that follow from it. */
export interface CheckedSpawn {
  readonly machine: Omit<MachineRequest, 'name' | 'fingerprint'>;
  readonly idempotencyKey: string | undefined;
}

/** Throws INVALID_SPEC for what the host could not honour. */
export function checkSpawnRequest(request: SpawnRequest, host: Host): CheckedSpawn {
  const { capabilities, largest } = host;
  const limits = { provider: providerName, capabilities, largest, tagProblem: nameTagProblem };
  const { name, idempotencyKey, ...checked } = checkAnySpawnRequest(request, limits);
  return {
    machine: {
      ...checked,
      image: checked.image ?? host.imageDefault,
      region: checkRegion(checked.region, host),
      tags: withDisplayName(checked.tags, name),
    },
    idempotencyKey,
  };
}

/** Gives the region a machine or volume goes to. */
export function checkRegion(region: unknown, { regionDefault, regions }: Host): string {
  const wanted = checkOptionalText(region, 'region', refuse) ?? regionDefault;
  if (regions === undefined || regions.includes(wanted)) return wanted;
  throw refuse(`region must be one of ${regions.join(', ')}`);
}
