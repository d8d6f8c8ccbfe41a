import { refuse } from './names.ts';
import type { Service } from './service.ts';

/** A data center that is not there would be told as a lack of capacity. */
export async function checkRegion(region: string, { catalogue }: Service): Promise<void> {
  const ids = (await catalogue.dataCenters()).map(({ id }) => id);
  if (!ids.includes(region)) throw refuse(`region must be one of ${ids.join(', ')}`);
}
