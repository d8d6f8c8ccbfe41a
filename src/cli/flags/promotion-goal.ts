import type { PromotionGoal } from '../../chaos/real/promote.ts';
import { UsageError } from '../usage-error.ts';

const goalDefault: PromotionGoal = { times: 1, of: 2 };
const ofMax = 20;

/** Reads `k/n`: so many times of so many runs. Without, once of two. */
export function parsePromotionGoal(text: string | true): PromotionGoal {
  if (text === true) return goalDefault;
  const [, times = 0, of = 0] = (/^(\d{1,2})\/(\d{1,2})$/.exec(text) ?? []).map(Number);
  if (times >= 1 && times <= of && of <= ofMax) return { times, of };
  throw new UsageError(
    `--promote ${JSON.stringify(text)}: write how many times of how many runs, for example 2/3, at most ${ofMax}`,
  );
}
