import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Capabilities, capabilityNames } from '../../../src/provider/capability.ts';
import { readCapabilities, writeCapabilities } from '../../../src/providers/orbstack/orbstack-capabilities.ts';

const anyCapabilities = fc.record(
  Object.fromEntries(capabilityNames.map((name) => [name, fc.boolean()])),
) as fc.Arbitrary<Capabilities>;

test('what is written is read again, whichever flags are on', () => {
  fc.assert(
    fc.property(anyCapabilities, (capabilities) => {
      expect(readCapabilities(writeCapabilities(capabilities))).toEqual(capabilities);
    }),
  );
});

test('a flag that is none is refused by name', () => {
  expect(() => readCapabilities('gpu,teleport')).toThrow('ORBSTACK_CAPABILITIES: there is no capability "teleport"');
});
