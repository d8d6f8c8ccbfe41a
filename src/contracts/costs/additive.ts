import { type Contract, defineContract } from '../contract.ts';
import { mustCost } from '../cost-checks.ts';
import { allDays, anyDays, askCosts } from '../generators/billed-period.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const daysMax = 6;
/** Each amount may have been rounded to cents. */
const roundingEach = 0.01;

export const additive: Contract = defineContract({
  id: 'costs.additive',
  intent: 'cost',
  title: 'Periods add up',
  statement:
    'The costs of periods that follow each other add up to those of the whole, but for a cent of rounding each: nothing is billed twice at a border, and nothing falls between.',
  requires: ['costExplorer'],
  steps: (facts) => anyDays(facts, 3, daysMax).map(askParts),
  boundaries: (facts) => {
    const [first = 0, last = 0] = allDays(facts);
    return [askParts([first, Math.floor((first + last) / 2), last])];
  },
  run: async (trial: Trial) => {
    const parts: Part[] = [];
    await trial.play({
      costs: (result) => {
        const { from, to } = result.step.period;
        parts.push({ from, to, amount: mustCost(trial, result).amount });
      },
    });
    // Shrinking may have taken parts away: only runs of neighbours say anything.
    for (const run of runsOf(parts)) await mustAddUp(trial, run);
  },
});

interface Part {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

async function mustAddUp(trial: Trial, run: readonly Part[]): Promise<void> {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined || run.length < 2) return;
  const whole = mustCost(trial, await trial.probe({ op: 'costs', period: { from: first.from, to: last.to } })).amount;
  const sum = run.reduce((total, { amount }) => total + amount, 0);
  trial.expect(
    Math.abs(sum - whole) <= roundingEach * (run.length + 1),
    'costs of neighbouring periods add up to those of the whole',
    () => `${run.map(({ amount }) => amount).join(' + ')} against ${whole}`,
  );
}

function runsOf(parts: readonly Part[]): readonly (readonly Part[])[] {
  const runs: Part[][] = [];
  for (const part of parts) {
    const run = runs.at(-1);
    if (run?.at(-1)?.to === part.from) run.push(part);
    else runs.push([part]);
  }
  return runs;
}

function askParts(days: readonly number[]): readonly Step[] {
  return days.slice(1).map((day, index): Step => askCosts(days[index] ?? day, day));
}
