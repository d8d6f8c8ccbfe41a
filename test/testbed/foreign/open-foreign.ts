import type { Registration } from '../../../src/provider/registration.ts';
import { type InterceptedOptions, intercepted } from '../../../src/testbed/intercepted.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import type { Testbed, World } from '../../../src/testbed/testbed.ts';
import { createTranscriptRecorder } from '../../../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createFetchWire } from '../../../src/testbed/wire/fetch-wire.ts';
import type { NativeService } from '../../../src/testbed/wire/native-service.ts';
import { createWorldContext } from '../../../src/testbed/world-context.ts';
import { createCountingService } from '../wire/echo-service.ts';

export const url = 'http://service.test';

/** A world in which any code can be run as a provider's. */
export interface ForeignTestWorld extends World {
  run<T>(code: () => T): T;
}

export async function openForeign(options: InterceptedOptions & TestWorldOptions = {}): Promise<ForeignTestWorld> {
  const provider = { run: <T>(code: () => T) => code() };
  const create = () => ({ provider, hooks: {} }) as unknown as Registration;
  const { signal } = new AbortController();
  const open = { module: { name: 'any', create }, seed: options.seed ?? 1, runId: 'r', settings: {}, signal };
  const world = await intercepted(testbedOf(options.service ?? createCountingService()), options).open(open);
  return { ...world, run: (world.registration.provider as unknown as typeof provider).run };
}

interface TestWorldOptions {
  readonly service?: NativeService;
  readonly seed?: number;
}

function testbedOf(service: NativeService): Testbed {
  return {
    name: 'simulated',
    fidelity: 'simulated',
    abilities: ['faults'],
    runsDefault: 1,
    isolation: 'case',
    probe: async () => null,
    sweep: async () => ({ removed: [], leaked: [] }),
    open: async ({ module, seed, signal }) => {
      const clock = createVirtualClock();
      const transcript = createTranscriptRecorder();
      const { fetch, faults } = createFetchWire(service, { clock, transcript });
      const env = { SERVICE_URL: url, SERVICE_KEY: 'key-of-the-world' };
      const context = createWorldContext({ fetch, clock, random: createRandom(seed), env, signal });
      const registration = await module.create(context);
      return { registration, clock, transcript, faults, facts: {} as World['facts'], close: async () => {} };
    },
  };
}
