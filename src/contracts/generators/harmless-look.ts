import fc from 'fast-check';
import type { Step } from '../step.ts';
import { anyUnknownId } from './unknown-id.ts';

/** A read or two: for promises about the provider itself, where what is called hardly matters. */
export function anyHarmlessLook(): fc.Arbitrary<readonly Step[]> {
  return fc
    .array(anyUnknownId(), { minLength: 1, maxLength: 2 })
    .map((ids): readonly Step[] => [...ids.map((target): Step => ({ op: 'get', target })), { op: 'list' }]);
}
