import { allPages, type Page } from '../../provider/all-pages.ts';
import { isPresent, list, record, text } from '../../provider/body-fields.ts';
import type { JsonClient } from '../../provider/json-client.ts';
import { circleError } from './circle-error.ts';
import { lastPart } from './resource-id.ts';
import { refuse } from './settings.ts';

export interface Places {
  /** Every region that is up, sorted. */
  regions(): Promise<readonly string[]>;
  /** The zones of a region, in the order in which they are tried. Throws INVALID_SPEC where there is no such region. */
  zonesOf(region: string): Promise<readonly string[]>;
}

type Regions = ReadonlyMap<string, readonly string[]>;

export function createPlaces(send: JsonClient): Places {
  let known: Regions | undefined;

  async function read(): Promise<Regions> {
    const pages = await allPages((token) => {
      const query = token === null ? '' : `?pageToken=${encodeURIComponent(token)}`;
      return send({ method: 'GET', path: `/regions${query}`, read: readPage });
    }, circleError);
    known = new Map(pages);
    return known;
  }

  return {
    regions: async () => [...(await read()).keys()].sort(),
    zonesOf: async (region) => {
      // One that was opened meanwhile is not known yet.
      const zones = known?.get(region) ?? (await read()).get(region);
      if (zones === undefined) throw refuse(`there is no region ${JSON.stringify(region)}`);
      return zones;
    },
  };
}

function readPage({ items, nextPageToken }: Readonly<Record<string, unknown>>): Page<[string, readonly string[]]> {
  const regions = (isPresent(items) ? list(items, 'items') : []).map((each) => record(each, 'a region'));
  return {
    items: regions
      .filter(({ status }) => status === 'UP')
      .map(({ name, zones }) => [
        text(name, 'name'),
        list(zones, 'zones')
          .map((zone) => lastPart(text(zone, 'a zone')))
          .sort(),
      ]),
    token: typeof nextPageToken === 'string' && nextPageToken !== '' ? nextPageToken : null,
  };
}
