/** Bounds on what a run may make where making costs money. */
export interface BudgetLimits {
  /** Instances, spot requests included, that may be alive at the same time. */
  readonly instancesMax?: number;
  /** US dollars that everything together may come to. */
  readonly costMaxUsd?: number;
  /** US dollars per hour that whatever has no known price counts as. */
  readonly worstUsdPerHour: number;
}

/** The run must not make anything more. What it made is still taken down. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';
}

/** Keeps what a run makes within its limits. */
export interface Budget {
  /** Call before the request leaves; throws BudgetSpent where it would go too far. `usdPerHour`: null where unknown. */
  reserve(isInstance: boolean, usdPerHour: number | null): Reservation;
}

/** The part of a budget that one thing takes. */
export interface Reservation {
  /** Nothing was made after all. */
  release(): void;
  /** It is gone, and costs no more. */
  close(): void;
}

/** Something that is made bills until somebody has removed it, which a run that was killed leaves to a person: so long at least. */
const exposureHours = 1;

interface Bill {
  readonly isInstance: boolean;
  readonly usdPerHour: number;
  readonly fromMs: number;
  goneMs?: number;
}

/** Something that an earlier process of the run made. */
export interface EarlierThing {
  readonly isInstance: boolean;
  readonly usdPerHour: number | null;
  readonly ageMs: number;
  /** It billed until now at the most. */
  readonly isGone: boolean;
}

/** Counts hours times price of everything that was made, and an hour ahead for everything that is still there. */
export function createBudget(
  limits: BudgetLimits,
  elapsedMs: () => number,
  earlier: readonly EarlierThing[] = [],
): Budget {
  const { instancesMax, costMaxUsd, worstUsdPerHour } = limits;
  const startedMs = elapsedMs();
  const bills = new Set<Bill>(
    earlier.map(({ isInstance, usdPerHour, ageMs, isGone }) => ({
      ...{ isInstance, usdPerHour: usdPerHour ?? worstUsdPerHour, fromMs: startedMs - Math.max(0, ageMs) },
      ...(isGone && { goneMs: startedMs }),
    })),
  );

  const alive = () => [...bills].filter((bill) => bill.isInstance && bill.goneMs === undefined).length;

  const committedUsd = () => {
    const nowMs = elapsedMs();
    return [...bills].reduce((sum, bill) => sum + costUsd(bill, nowMs), 0);
  };

  return {
    reserve: (isInstance, given) => {
      const usdPerHour = given ?? worstUsdPerHour;
      if (isInstance && instancesMax !== undefined && alive() >= instancesMax)
        throw new BudgetSpent(`${alive()} instances are alive, and --max-instances allows ${instancesMax}`);
      const wouldBeUsd = committedUsd() + usdPerHour * exposureHours;
      if (costMaxUsd !== undefined && wouldBeUsd > costMaxUsd)
        throw new BudgetSpent(
          `one more would come to ${dollars(wouldBeUsd)}, and --max-cost allows ${dollars(costMaxUsd)}`,
        );
      const bill: Bill = { isInstance, usdPerHour, fromMs: elapsedMs() };
      bills.add(bill);
      return {
        release: () => {
          bills.delete(bill);
        },
        close: () => {
          bill.goneMs ??= elapsedMs();
        },
      };
    },
  };
}

function costUsd({ usdPerHour, fromMs, goneMs }: Bill, nowMs: number): number {
  const hours = ((goneMs ?? nowMs) - fromMs) / 3_600_000;
  return usdPerHour * (goneMs === undefined ? hours + exposureHours : hours);
}

function dollars(usd: number): string {
  return `$${usd.toFixed(2)}`;
}
