import { liveRunpod } from '../clouds/runpod/live.ts';
import { simulatedRunpod } from '../clouds/runpod/testbed.ts';
import { runpod } from '../providers/runpod/runpod.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { RegisteredProvider } from './registered-provider.ts';

/**
 * Where RunPod can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: runpodTestbeds });
 */
export const runpodTestbeds: readonly Testbed[] = [simulatedRunpod(), liveRunpod];

export const registeredRunpod: RegisteredProvider = {
  name: runpod.name,
  module: runpod,
  testbeds: runpodTestbeds,
  sourceUrl: new URL('../providers/runpod/', import.meta.url),
};
