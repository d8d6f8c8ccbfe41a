import { liveGcp } from '../clouds/gcp/live.ts';
import { simulatedGcp } from '../clouds/gcp/testbed.ts';
import { gcp } from '../providers/gcp/gcp.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { RegisteredProvider } from './registered-provider.ts';

/**
 * Where Compute Engine can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: gcpTestbeds });
 */
export const gcpTestbeds: readonly Testbed[] = [simulatedGcp(), liveGcp];

export const registeredGcp: RegisteredProvider = {
  name: gcp.name,
  module: gcp,
  testbeds: gcpTestbeds,
  sourceUrl: new URL('../providers/gcp/', import.meta.url),
};
