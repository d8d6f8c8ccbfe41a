/** How many of each kind of resource keep the process alive: timers, sockets, files. */
type Census = ReadonlyMap<string, number>;

const patienceMs = 500;
const lookEveryMs = 25;

/** Tells what has come to hold this process open since it began to watch. */
export interface LeftOpenWatch {
  readonly begin: () => void;
  /** By the names that Node has for it, sorted. How many there are would differ from run to run. */
  readonly names: () => Promise<readonly string[]>;
}

/** A watch that looks for a moment longer where something is open: what was just closed goes a few turns later. */
export function watchLeftOpen(): LeftOpenWatch {
  let before: Census = new Map();
  return {
    begin: () => {
      before = census();
    },
    names: async () => {
      const deadline = performance.now() + patienceMs;
      for (;;) {
        const left = grownSince(before);
        if (left.length === 0 || performance.now() >= deadline) return left;
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    },
  };
}

function grownSince(before: Census): readonly string[] {
  return [...census()]
    .filter(([name, count]) => count > (before.get(name) ?? 0))
    .map(([name]) => name)
    .sort();
}

function census(): Census {
  return new Map(
    [...Map.groupBy(process.getActiveResourcesInfo(), (name) => name)].map(([name, all]) => [name, all.length]),
  );
}
