/** Gives a number from 0 to below a limit, another each time; the same seed, the same numbers. */
export type Draw = (limit: number) => number;

/** The minimal standard generator of Park and Miller: a figure of a benchmark needs no better one. */
export function createDraw(seed: number): Draw {
  let state = (seed % 2_147_483_646) + 1;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}
