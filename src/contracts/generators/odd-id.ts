import fc from 'fast-check';
import { anyUnknownId } from './unknown-id.ts';

/**
 * An id that no service ever gave out, spelt so that an adapter which pastes it into a path, a query or a command
 * line asks for something else.
 */
export function anyOddId(): fc.Arbitrary<string> {
  const spoil = fc.constantFrom(
    (id: string) => `${id}/../x`,
    (id: string) => `${id}?all=true`,
    (id: string) => `${id}#x`,
    (id: string) => `${id} x`,
    (id: string) => `${id}%zz`,
    (id: string) => `${id},*`,
    (id: string) => `--${id}`,
    (id: string) => `é${id}`,
  );
  return fc.tuple(anyUnknownId(), spoil).map(([id, change]) => change(id));
}
