import type { Lane } from './lane.ts';

/** Many lanes as one: a task goes to the first lane that is idle, in the order in which they were asked for. */
export function createLanePool(lanes: readonly Lane[]): Lane {
  const idle = [...lanes];
  const waiting: ((lane: Lane) => void)[] = [];
  const take = async (): Promise<Lane> => idle.shift() ?? new Promise((resolve) => waiting.push(resolve));
  const giveBack = (lane: Lane): void => {
    const next = waiting.shift();
    if (next) next(lane);
    else idle.push(lane);
  };
  return {
    ask: async (task) => {
      const lane = await take();
      try {
        return await lane.ask(task);
      } finally {
        giveBack(lane);
      }
    },
    end: async () => {
      await Promise.all(lanes.map((lane) => lane.end()));
    },
  };
}
