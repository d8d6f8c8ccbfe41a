import type { Fidelity } from '../../../testbed/fidelity.ts';
import { brief } from './brief.ts';

/** Where something was seen, and how near that is to the real service. */
export function placeText({ name, fidelity }: { readonly name: string; readonly fidelity: Fidelity }): string {
  return name === fidelity ? brief(name) : `${brief(name)} (${fidelity})`;
}
