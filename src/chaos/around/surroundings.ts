import type { ProviderContext } from '../../provider/context.ts';
import { createDisk, type Disk } from './disk.ts';
import { createLink, type Link } from './link.ts';
import { createPace, type Pace } from './pace.ts';
import { createWallClock, type WallClock } from './wall-clock.ts';

/** What is between the process of a control plane and the world: it outlives the process. */
export interface Surroundings {
  readonly link: Link;
  readonly pace: Pace;
  readonly wallClock: WallClock;
  readonly disk: Disk;
  /** The context of the world, as it is from in here. */
  readonly context: ProviderContext;
}

/** Another computer has another network and other clocks; the disk may be the same. */
export function createSurroundings(context: ProviderContext, disk: Disk = createDisk(context.clock)): Surroundings {
  const link = createLink();
  const pace = createPace(context.clock);
  const wallClock = createWallClock();
  const { sdkRequestHandler: handler } = context;
  return {
    link,
    pace,
    wallClock,
    disk,
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
