import type { Workflow } from '../../provider/workflow.ts';
import {
  type CheckedProbing,
  checkZoneProbing,
  type ZoneProbingOutput,
  zoneProbingName,
} from '../../provider/workflows/zone-probing.ts';
import type { Account } from './account.ts';
import { project } from './aws-instance.ts';
import { refuse } from './provider-name.ts';
import { settleOnOne } from './settle-on-one.ts';
import { spawnProbing } from './spawn.ts';
import { undoSpawn } from './undo-spawn.ts';
import { checkRequest, type Place, placeName, resolveSpawn, type Wanted } from './wanted.ts';

/**
 * One machine, in the first zone that has room. Client tokens are of one zone, so that only a zone that definitely refused is
 * left for the next; after an unclear answer the same zone is asked again, under the same token.
 */
export function zoneProbing(account: Account): Workflow<CheckedProbing, ZoneProbingOutput> {
  return {
    name: zoneProbingName,
    validate: (input) => {
      const checked = checkZoneProbing(input, refuse);
      checkRequest(keyed(checked));
      // A subnet is in one zone: there would be nothing to probe.
      if (checked.request.network !== undefined) throw refuse('request.network says which zone it must be');
      return checked;
    },
    run: async (input) => {
      const wanted = await resolveSpawn(account, keyed(input));
      const places = await placesAskedFor(account, wanted, input.zones);
      return probe(account, { ...wanted, places }, input.rememberForMs);
    },
    compensate: (input) => undoSpawn(account, keyed(input)),
  };
}

async function probe(account: Account, wanted: Wanted, rememberForMs: number): Promise<ZoneProbingOutput> {
  const { instance, tried } = await spawnProbing(account, wanted, rememberForMs);
  const kept = await settleOnOne(account, wanted, instance);
  const zone = kept.aws.availabilityZone;
  const isOurs = kept.id === instance.id || zone === undefined;
  return { instances: [project(kept)], tried: isOurs ? tried : [...tried, { zone, outcome: 'found' }] };
}

/** The keys of the workflow are not those of spawn. */
function keyed({ key, request }: CheckedProbing) {
  return { ...request, idempotencyKey: `${zoneProbingName} ${key}` };
}

/** In the caller's order; volumes leave the choice of the one zone that they are in. */
async function placesAskedFor(
  { places }: Account,
  wanted: Wanted,
  zones: readonly string[] | undefined,
): Promise<readonly Place[]> {
  if (zones === undefined) return wanted.places;
  const known = await places.zones(wanted.region);
  const stranger = zones.find((zone) => !known.includes(zone));
  if (stranger !== undefined) throw refuse(`zones: ${wanted.region} has ${known.join(', ')}, and no ${stranger}`);
  const [pinned] = wanted.request.volumeIds.length > 0 ? wanted.places.map(placeName) : [];
  if (pinned === undefined) return zones.map((zone) => ({ zone }));
  if (!zones.includes(pinned)) throw refuse(`zones: the volumes are in ${pinned}`);
  return wanted.places;
}
