import { type Fidelity, fidelities } from '../testbed/fidelity.ts';
import type { Certification } from './certification.ts';

/** How close to the real service the place was that an outcome comes from; the farthest where that place is not told. */
export function fidelityOf(
  { testbed }: Pick<Certification['outcomes'][number], 'testbed'>,
  { testbeds }: Pick<Certification, 'testbeds'>,
): Fidelity {
  const found = testbed === undefined ? testbeds[0] : testbeds.find(({ name }) => name === testbed);
  return found?.fidelity ?? fidelities[0];
}
