import { type Answer, success } from './answer.ts';
import { regionBody } from './capacity.ts';
import { imageFamilies } from './catalogue.ts';
import type { Store } from './store.ts';

const made = '2026-01-05T10:00:00+00:00';

/** `GET /images`: one row for every family and region. */
export function listImages({ options }: Store): Answer {
  return success(
    options.regions.flatMap((region, place) =>
      imageFamilies.map((family, index) => ({
        id: `${place}${index}`.padStart(32, '0'),
        name: family,
        description: `The newest of ${family}`,
        family,
        version: '24.4.1',
        architecture: 'x86_64',
        region: regionBody(region),
        created_time: made,
        updated_time: made,
      })),
    ),
  );
}
