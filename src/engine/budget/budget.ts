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
  reserve(n: number, isInstance: boolean, usdPerHour: number | null): void;
  /** Nothing was made after all. */
  release(n: number): void;
  /** It is gone, and costs no more. */
  close(n: number): void;
}

/** Something that is made bills until somebody has removed it, which a run that was killed leaves to a person: so long at least. */
const exposureHours = 1;

interface Reservation {
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
  const reservations = new Map<number, Reservation>();
  for (const [index, { isInstance, usdPerHour, ageMs, isGone }] of earlier.entries()) {
    const fromMs = elapsedMs() - Math.max(0, ageMs);
    // Numbers below zero are nobody's.
    reservations.set(-1 - index, {
      ...{ isInstance, fromMs, usdPerHour: priceOf(usdPerHour, limits) },
      ...(isGone && { goneMs: elapsedMs() }),
    });
  }

  const alive = () => [...reservations.values()].filter((each) => each.isInstance && each.goneMs === undefined).length;

  const committedUsd = () => {
    const nowMs = elapsedMs();
    return [...reservations.values()].reduce((sum, reservation) => sum + costUsd(reservation, nowMs), 0);
  };

  return {
    reserve: (n, isInstance, given) => {
      const { instancesMax, costMaxUsd } = limits;
      const usdPerHour = priceOf(given, limits);
      if (isInstance && instancesMax !== undefined && alive() >= instancesMax)
        throw new BudgetSpent(`${alive()} instances are alive, and --max-instances allows ${instancesMax}`);
      const wouldBeUsd = committedUsd() + usdPerHour * exposureHours;
      if (costMaxUsd !== undefined && wouldBeUsd > costMaxUsd)
        throw new BudgetSpent(
          `one more would come to ${dollars(wouldBeUsd)}, and --max-cost allows ${dollars(costMaxUsd)}`,
        );
      reservations.set(n, { isInstance, usdPerHour, fromMs: elapsedMs() });
    },
    release: (n) => {
      reservations.delete(n);
    },
    close: (n) => {
      const reservation = reservations.get(n);
      if (reservation) reservation.goneMs ??= elapsedMs();
    },
  };
}

/** A provider may answer anything; what is no price is an unknown one. */
function priceOf(given: number | null, { worstUsdPerHour }: BudgetLimits): number {
  const isPrice = typeof given === 'number' && Number.isFinite(given) && given >= 0;
  return isPrice ? given : worstUsdPerHour;
}

function costUsd({ usdPerHour, fromMs, goneMs }: Reservation, nowMs: number): number {
  const hours = ((goneMs ?? nowMs) - fromMs) / 3_600_000;
  return usdPerHour * (goneMs === undefined ? hours + exposureHours : hours);
}

function dollars(usd: number): string {
  return `$${usd.toFixed(2)}`;
}
