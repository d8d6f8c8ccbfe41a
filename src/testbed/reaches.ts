import { type Fidelity, fidelities } from './fidelity.ts';

/** Whether one is as close to the real service as the other, or closer. */
export function reaches(found: Fidelity, asked: Fidelity): boolean {
  return fidelities.indexOf(found) >= fidelities.indexOf(asked);
}
