import type { Instance } from '../../provider/instance.ts';
import type { Workflow } from '../../provider/workflow.ts';
import { createFullZones } from '../../provider/workflows/full-zones.ts';
import {
  type CheckedProbing,
  checkZoneProbing,
  type ZoneProbingOutput,
  zoneProbingName,
} from '../../provider/workflows/zone-probing.ts';
import { adopt } from './insert.ts';
import type { OwnNotes } from './notes.ts';
import { type Probe, probeZones } from './probe-zones.ts';
import { checkSpawn, identify, placesFor } from './resolve-spawn.ts';
import { digest, readId, regionOf } from './resource-id.ts';
import type { Service } from './service.ts';
import { refuse } from './settings.ts';
import { settleOnOne } from './settle-on-one.ts';
import { typesMax } from './spawn.ts';
import { undoSpawn } from './undo-spawn.ts';

/**
 * One machine, in the first zone that has room. Its name follows from the key, so that a zone has it once at most; zones are
 * apart from each other, and where two processes were given room in two, they settle on one.
 */
export function zoneProbing(service: Service): Workflow<CheckedProbing, ZoneProbingOutput> {
  const fullZones = createFullZones(service.context.clock);
  return {
    name: zoneProbingName,
    validate: (input) => {
      const checked = checkZoneProbing(input, refuse);
      checkSpawn(keyed(checked));
      return checked;
    },
    run: async (input) => {
      const { checked, types } = checkSpawn(keyed(input));
      const own = identify(checked, [], service);
      const known = await service.instances.findSpawned(own.spawnKey);
      // A machine that was found may be one of two, and the one that goes.
      if (known) return found(await settle(service, input, own, adopt(known, own)));
      const { zones, disks } = await placesFor(service, checked);
      const asked = zonesAskedFor(input, zones, await sisterZones(service, zones[0]));
      const order = { checked, own, disks, isSpot: false };
      const probe: Probe = { service, order, types: types.slice(0, typesMax), zones: asked, fullZones };
      const { instance, tried } = await probeZones(probe, input.rememberForMs);
      const kept = await settleOnOne({ service, own, zones: asked }, instance);
      return { instances: [kept], tried: kept.id === instance.id ? tried : [...tried, ...found(kept).tried] };
    },
    compensate: (input) => undoSpawn(service, identify(checkSpawn(keyed(input)).checked, [], service)),
  };
}

/** The keys of the workflow are not those of spawn. */
function keyed({ key, request }: CheckedProbing) {
  return { ...request, idempotencyKey: `${zoneProbingName} ${key}` };
}

/** The zones of a machine that is there need not be looked for: it is in one of them, and in no other where it has volumes. */
async function settle(service: Service, input: CheckedProbing, own: OwnNotes, instance: Instance): Promise<Instance> {
  const home = readId(instance.id)?.zone ?? '';
  const known = await sisterZones(service, home);
  const possible = (input.request.volumeIds ?? []).length > 0 ? [home] : known;
  return settleOnOne({ service, own, zones: zonesAskedFor(input, possible, known) }, instance);
}

function found(instance: Instance): ZoneProbingOutput {
  return { instances: [instance], tried: [{ zone: readId(instance.id)?.zone ?? '', outcome: 'found' }] };
}

/** All zones of the region that a zone is in, also where volumes leave one of them. */
async function sisterZones({ places }: Service, zone = ''): Promise<readonly string[]> {
  return places.zonesOf(regionOf(zone));
}

/** In the caller's order; without one in an order that follows from the key, so that not everybody begins in the same. */
function zonesAskedFor(
  { key, zones: wanted }: CheckedProbing,
  possible: readonly string[],
  known: readonly string[],
): readonly string[] {
  if (wanted === undefined) {
    return possible.toSorted((a, b) => (digest([key, a]) < digest([key, b]) ? -1 : 1));
  }
  const stranger = wanted.find((zone) => !known.includes(zone));
  if (stranger !== undefined) throw refuse(`zones: the region has ${known.join(', ')}, and no ${stranger}`);
  const left = wanted.filter((zone) => possible.includes(zone));
  if (left.length === 0) throw refuse(`zones: the volumes are in ${possible.join(', ')}`);
  return left;
}
