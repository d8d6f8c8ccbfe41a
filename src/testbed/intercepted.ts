import type { ProviderContext } from '../provider/context.ts';
import type { ProviderModule } from '../provider/registration.ts';
import { enterRegistration } from './foreign/enter-registration.ts';
import { type ForeignWorld, inside, type VirtualParts } from './foreign/foreign-world.ts';
import { takeGlobals } from './foreign/take-globals.ts';
import { createTransit } from './foreign/transit.ts';
import { createWorldTimers } from './foreign/world-timers.ts';
import type { OpenOptions, Testbed, World } from './testbed.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { createInterceptedWire, type InterceptedWire } from './wire/intercepted-wire.ts';

export interface InterceptedOptions {
  /** Where the service is, beside the hosts of the URLs among the variables: for a provider that has its URL built in. */
  readonly hosts?: readonly string[];
  /** The variables that the provider reads, made from those that the testbed gives. Default: the same. */
  readonly env?: (given: ProviderContext['env']) => ProviderContext['env'];
}

/**
 * A testbed for a provider that knows nothing of Assay's context: it uses `fetch` or `node:http`, `process.env`, timers,
 * `Date` and `Math.random` as any program does, and meets the same service, the same faults and the same virtual time as
 * one that takes them from its context. What it sends to any other host is refused, and costs the contract its outcome.
 *
 * @example
 * const env = ({ ORBSTACK_URL, ORBSTACK_TOKEN }: ProviderContext['env']) => ({ API_URL: ORBSTACK_URL, API_KEY: ORBSTACK_TOKEN });
 * const foreign = intercepted(simulatedOrbstack(), { env });
 */
export function intercepted(testbed: Testbed, options: InterceptedOptions = {}): Testbed {
  return {
    ...testbed,
    name: `${testbed.name}-intercepted`,
    probe: async (settings) => (await missingMsw()) ?? testbed.probe(settings),
    open: async (open) => {
      await takeGlobals();
      return openWorld(testbed, open, options);
    },
  };
}

async function missingMsw(): Promise<string | null> {
  try {
    await import('msw/node');
    return null;
  } catch (thrown) {
    return `it needs msw: npm install --save-dev msw (${thrown instanceof Error ? thrown.message : thrown})`;
  }
}

async function openWorld(testbed: Testbed, open: OpenOptions, options: InterceptedOptions): Promise<World> {
  let foreign: OpenedForeign | undefined;
  const module: ProviderModule = {
    ...open.module,
    create: async (context) => {
      foreign = openForeign(context, options);
      const { world } = foreign;
      return enterRegistration(world, await inside(world, async () => open.module.create(context)));
    },
  };
  const world = await testbed.open({ ...open, module });
  return {
    ...world,
    close: async () => {
      await world.close();
      foreign?.world.virtual?.timers.end();
      // Only where nobody else lives in the world: what a shared one holds has to be counted.
      if (testbed.isolation === 'case') mustHaveRefusedNothing(foreign?.wire);
    },
  };
}

interface OpenedForeign {
  readonly world: ForeignWorld;
  readonly wire: InterceptedWire;
}

function openForeign(context: ProviderContext, options: InterceptedOptions): OpenedForeign {
  const wire = createInterceptedWire(context.fetch, hostsOf(context.env, options.hosts ?? []));
  const { fetch, allows, refuse } = wire;
  const env = { ...(options.env ?? ((given) => given))(context.env) };
  const { clock } = context;
  const world: ForeignWorld = { env, fetch, allows, refuse, ...(isVirtual(clock) && { virtual: virtualParts(clock) }) };
  return { world, wire };

  function virtualParts(own: VirtualClock): VirtualParts {
    const timers = createWorldTimers(own, (callback) => inside(world, callback));
    return { clock: own, timers, random: context.random, transit: createTransit(own) };
  }
}

function hostsOf(env: ProviderContext['env'], known: readonly string[]): ReadonlySet<string> {
  const urls = Object.values(env).map((value) => URL.parse(value ?? ''));
  return new Set([...known, ...urls.flatMap((url) => (url?.host ? [url.host] : []))]);
}

function isVirtual(clock: ProviderContext['clock']): clock is VirtualClock {
  return 'hold' in clock;
}

function mustHaveRefusedNothing(wire: InterceptedWire | undefined): void {
  const refused = wire?.refused() ?? [];
  if (refused.length > 0) throw wire?.refuse(refused.join(', '));
}
