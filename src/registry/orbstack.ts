import { dockerOrbstack } from '../clouds/docker/testbed.ts';
import { orbctlOrbstack } from '../clouds/orbctl/testbed.ts';
import { simulatedOrbstack } from '../clouds/orbstack/testbed.ts';
import { servedOrbstack } from '../clouds/served/testbed.ts';
import { orbstack } from '../providers/orbstack/orbstack.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { RegisteredProvider } from './registered-provider.ts';

/**
 * Where OrbStack can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: orbstackTestbeds });
 */
export const orbstackTestbeds: readonly Testbed[] = [
  simulatedOrbstack(),
  dockerOrbstack,
  orbctlOrbstack,
  servedOrbstack,
];

export const registeredOrbstack: RegisteredProvider = {
  name: orbstack.name,
  module: orbstack,
  testbeds: orbstackTestbeds,
  sourceUrl: new URL('../providers/orbstack/', import.meta.url),
};
