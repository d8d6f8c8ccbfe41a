import type { ProviderContext } from '../../provider/context.ts';
import { createLink, type Link } from './link.ts';
import { createPace, type Pace } from './pace.ts';
import { createWallClock, type WallClock } from './wall-clock.ts';

/** What is between the process of a control plane and the world: it outlives the process. */
export interface Surroundings {
  readonly link: Link;
  readonly pace: Pace;
  readonly wallClock: WallClock;
  /** The context of the world, as it is from in here. */
  readonly context: ProviderContext;
}

export function createSurroundings(context: ProviderContext): Surroundings {
  const link = createLink();
  const pace = createPace(context.clock);
  const wallClock = createWallClock();
  const { sdkRequestHandler: handler } = context;
  return {
    link,
    pace,
    wallClock,
    context: {
      ...context,
      fetch: (input, init) => pace.delivered(link.pass(() => context.fetch(input, init), init?.signal ?? undefined)),
      exec: (...command) => pace.delivered(context.exec(...command)),
      clock: { ...pace.clock, now: () => context.clock.now() + wallClock.offMs() },
      ...(handler && {
        sdkRequestHandler: {
          handle: (...request) => pace.delivered(link.pass(() => handler.handle(...request), undefined)),
        },
      }),
    },
  };
}
