import type { Instance } from '../../provider/instance.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { FullZones } from '../../provider/workflows/full-zones.ts';
import type { TriedZone, ZoneOutcome } from '../../provider/workflows/zone-probing.ts';
import { adopt, insertOnce } from './insert.ts';
import type { OrderedType } from './machine-types.ts';
import type { Order } from './order.ts';
import { readId } from './resource-id.ts';
import type { Service } from './service.ts';
import { providerName } from './settings.ts';

/** What is looked for, and where. */
export interface Probe {
  readonly service: Service;
  readonly order: Order;
  /** Those that are at least what is wanted, the cheapest first. */
  readonly types: readonly OrderedType[];
  readonly zones: readonly string[];
  readonly fullZones: FullZones;
}

/** The machine, and what each zone said on the way to it. */
export interface Probed {
  readonly instance: Instance;
  readonly tried: readonly TriedZone[];
}

/**
 * Asks one zone after another. Only a definite lack of capacity leads on to the next. A zone that said so within the last
 * `rememberForMs` is asked after all others, but it is asked.
 */
export async function probeZones(probe: Probe, rememberForMs: number): Promise<Probed> {
  const { service, zones, fullZones } = probe;
  const { random, clock } = service.context;
  // The service remembers a request id for an hour, and with it a lack that is over: every probing has ids of its own.
  const attempt = `${random.hex(32)} ${clock.now()}`;
  const tried: TriedZone[] = [];
  const note = (zone: string, outcome: ZoneOutcome) => tried.push({ zone, outcome });
  const isPutLast = (zone: string) => fullZones.has(roomOf(probe, zone), rememberForMs);
  const putLast = zones.filter(isPutLast);
  let lack: ProviderError | undefined;
  let isFirst = true;

  const ask = async (zone: string): Promise<Probed | undefined> => {
    // Zones take long to refuse. Meanwhile another process may have found what this one still looks for.
    const known = isFirst ? null : await service.instances.findSpawned(probe.order.own.spawnKey);
    isFirst = false;
    if (known) {
      const instance = adopt(known, probe.order.own);
      note(readId(instance.id)?.zone ?? '', 'found');
      return { instance, tried };
    }
    const answer = await askForRoom(probe, zone, attempt);
    if (isProviderError(answer)) {
      lack = answer;
      note(zone, 'no-capacity');
      return undefined;
    }
    note(zone, 'launched');
    return { instance: answer, tried };
  };

  for (const zone of zones) {
    if (putLast.includes(zone)) {
      note(zone, 'remembered');
      continue;
    }
    const found = await ask(zone);
    if (found) return found;
  }
  for (const zone of putLast) {
    const found = await ask(zone);
    if (found) return found;
  }
  const message = `no room for a ${probe.types[0]?.name} in ${zones.join(', ')}; the last said: ${lack?.message}`;
  throw new ProviderError('CAPACITY_ERROR', message, { provider: providerName, cause: lack?.cause });
}

/** A machine, or why the zone has none of any type that would do. */
async function askForRoom(probe: Probe, zone: string, attempt: string): Promise<Instance | ProviderError> {
  const { service, order, types, fullZones } = probe;
  let lack = new ProviderError('CAPACITY_ERROR', `${zone} was not asked`, { provider: providerName });
  for (const type of types) {
    try {
      const instance = await insertOnce({ service, order, zone, type }, attempt);
      fullZones.forget(roomOf(probe, zone));
      return instance;
    } catch (thrown) {
      if (!isProviderError(thrown) || thrown.code !== 'CAPACITY_ERROR' || thrown.ambiguous === true) throw thrown;
      lack = thrown;
    }
  }
  fullZones.note(roomOf(probe, zone));
  return lack;
}

function roomOf({ types }: Probe, zone: string): string {
  return [zone, ...types.map(({ name }) => name)].join(' ');
}
