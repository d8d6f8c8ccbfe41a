import type { Fetch, ProviderContext } from '../../src/provider/context.ts';
import type { ProviderModule } from '../../src/provider/registration.ts';
import { createOrbstack, orbstack } from '../../src/providers/orbstack/orbstack.ts';

/** Keeps its calls so far apart that the service has no reason to refuse one: correct, and slow. */
export function pacedOrbstack(gapMs: number): ProviderModule {
  return {
    ...orbstack,
    create: (context) => createOrbstack({ ...context, fetch: pacedFetch(context, gapMs) }),
  };
}

function pacedFetch({ fetch, clock }: ProviderContext, gapMs: number): Fetch {
  let nextMs = clock.monotonic();
  return async (input, init) => {
    const waitMs = Math.max(0, nextMs - clock.monotonic());
    nextMs = clock.monotonic() + waitMs + gapMs;
    if (waitMs > 0) await clock.sleep(waitMs);
    return fetch(input, init);
  };
}
