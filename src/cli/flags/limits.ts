import type { BudgetLimits } from '../../engine/budget/budget.ts';
import { UsageError } from '../usage-error.ts';
import { parseInteger } from './integer.ts';
import { instancesRange } from './ranges.ts';

/** The flags that bound what a run makes, as they were typed. */
export interface LimitFlags {
  readonly maxInstances?: string;
  readonly maxCost?: string;
  readonly worstPrice?: string;
}

/** The limits, or undefined where none was asked for. Throws UsageError. */
export function parseLimits({ maxInstances, maxCost, worstPrice }: LimitFlags): BudgetLimits | undefined {
  if (maxInstances === undefined && maxCost === undefined) {
    if (worstPrice === undefined) return undefined;
    throw new UsageError('--worst-price is for --max-cost: add --max-cost, or leave it out');
  }
  if (maxCost !== undefined && worstPrice === undefined)
    throw new UsageError(
      '--max-cost needs --worst-price, the US dollars per hour that a thing without a known price counts as',
    );
  return {
    worstUsdPerHour: worstPrice === undefined ? 0 : parseDollars('--worst-price', worstPrice),
    ...(maxInstances !== undefined && {
      instancesMax: parseInteger('--max-instances', maxInstances, instancesRange),
    }),
    ...(maxCost !== undefined && { costMaxUsd: parseDollars('--max-cost', maxCost) }),
  };
}

function parseDollars(flag: string, text: string): number {
  if (/^\d{1,9}(\.\d{1,4})?$/.test(text)) return Number(text);
  throw new UsageError(`${flag} ${JSON.stringify(text)} is no amount of US dollars: write 5 or 0.75`);
}
