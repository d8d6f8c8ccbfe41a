import type { Clock, ProviderContext } from '../provider/context.ts';
import type { ProviderModule, Registration } from '../provider/registration.ts';
import { mortalContext } from './mortal-context.ts';

/** Around which call of the service, counted from 1, a process dies: before it is sent, or when it was answered. */
export interface Death {
  readonly call: number;
  readonly moment: 'before' | 'after';
}

/** The provider once more, in a process that shares nothing with the others but the service. */
export interface OtherProcess {
  /** Null where it died while its provider was made. */
  readonly registration: Registration | null;
  /** The world's, as long as it lives. */
  readonly clock: Clock;
  /** Resolves when it dies; whatever it was about to do is then never done. */
  readonly died: Promise<void>;
  /** How often it has called the service. */
  calls(): number;
}

/** The ability `processes`. */
export interface Processes {
  start(death?: Death): Promise<OtherProcess>;
}

/**
 * Other processes of a provider, in this one: each has a registration of its own, and a context that goes silent when it
 * dies. `contextOf` gives a context with a stream of random numbers of that name.
 *
 * @example
 * const processes = createProcesses(open.module, (name) => contextOf(deriveSeed(open.seed, name)));
 */
export function createProcesses(module: ProviderModule, contextOf: (name: string) => ProviderContext): Processes {
  let started = 0;
  return {
    start: async (death) => {
      started += 1;
      const mortal = mortalContext(contextOf(`provider of process ${started}`), death);
      return {
        registration: await Promise.race([module.create(mortal.context), mortal.died.then(() => null)]),
        clock: mortal.context.clock,
        died: mortal.died,
        calls: mortal.calls,
      };
    },
  };
}
