import { callQuirks } from './quirks/calls.ts';
import { imageQuirks } from './quirks/images.ts';
import { instanceQuirks } from './quirks/instances.ts';
import type { Quirk } from './quirks/quirk.ts';
import { spotQuirks } from './quirks/spot.ts';
import { volumeQuirks } from './quirks/volumes.ts';

/** Every one of them is seen in a whole run, or it is stale. Of several that match, the first one counts. */
export const quirks: readonly Quirk[] = [
  ...instanceQuirks,
  ...volumeQuirks,
  ...imageQuirks,
  ...spotQuirks,
  ...callQuirks,
];
