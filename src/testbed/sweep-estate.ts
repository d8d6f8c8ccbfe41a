import type { Clock } from '../provider/context.ts';
import { cutPoint } from './cut-point.ts';
import { type Estate, type EstateItem, estateKinds } from './estate.ts';
import type { StuckThing, SweepResult } from './testbed.ts';

const readsMin = 3;
const pauseMs = 100;
const attemptsMax = 5;
const listAttemptsMax = 6;
const acceptedPauseMs = 2_000;

/** What is known of one thing to be removed. */
interface Removal {
  readonly item: EstateItem;
  attempts: number;
  nextAtMs: number;
  why: string;
  isGone: boolean;
}

/**
 * Removes what is ours and gives what would not go. Machines go first. Gone needs proof: a look by id says so, and
 * several lists in a row, over the whole window in which a late one may still turn up, show nothing of ours.
 */
export async function sweepEstate(
  estate: Estate,
  isOurs: (item: EstateItem) => boolean,
  clock: Clock,
): Promise<SweepResult> {
  const removals = new Map<string, Removal>();
  let quietSinceMs: number | undefined;
  let reads = 0;
  for (;;) {
    const listed = (await patientList(estate, clock)).filter(isOurs);
    for (const item of listed) if (!removals.has(item.id)) removals.set(item.id, newRemoval(item, clock));
    await removeDue(estate, [...removals.values()], clock);

    const isQuiet = listed.every(({ id }) => isStuck(removals.get(id), clock)) && pending(removals, clock).length === 0;
    reads = isQuiet ? reads + 1 : 0;
    quietSinceMs = isQuiet ? (quietSinceMs ?? clock.monotonic()) : undefined;
    const isProven = quietSinceMs !== undefined && clock.monotonic() - quietSinceMs >= estate.windowMs;
    if (isProven && reads >= readsMin) return resultOf(estate, [...removals.values()]);
    await clock.sleep(pauseMs);
  }
}

function newRemoval(item: EstateItem, clock: Clock): Removal {
  return { item, attempts: 0, nextAtMs: clock.monotonic(), why: '', isGone: false };
}

/** A list that fails is asked for again; one that fails for good is an error, never an empty list. */
async function patientList(estate: Estate, clock: Clock): Promise<readonly EstateItem[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await estate.list();
    } catch (thrown) {
      if (attempt === listAttemptsMax) throw thrown;
      await clock.sleep(pauseMs * 2 ** attempt);
    }
  }
}

/** One round over what is still there: of the kinds that are left, only the first. */
async function removeDue(estate: Estate, removals: readonly Removal[], clock: Clock): Promise<void> {
  for (const kind of estateKinds) {
    const open = removals.filter((each) => each.item.kind === kind && !each.isGone && !isStuck(each, clock));
    for (const removal of open) await removeOne(estate, removal, clock);
    if (open.some((removal) => !removal.isGone)) return;
  }
}

async function removeOne(estate: Estate, removal: Removal, clock: Clock): Promise<void> {
  const { item } = removal;
  try {
    if (await estate.isGone(item)) {
      removal.isGone = true;
      return;
    }
    if (clock.monotonic() < removal.nextAtMs || removal.attempts >= attemptsMax) return;
    removal.attempts += 1;
    cutPoint('sweep-before-delete');
    const answer = await estate.remove(item);
    cutPoint('sweep-after-delete');
    removal.isGone = answer === 'gone' && (await estate.isGone(item)) !== false;
    removal.why = 'its end was accepted, and it is still there';
    removal.nextAtMs = clock.monotonic() + acceptedPauseMs;
  } catch (thrown) {
    removal.why = thrown instanceof Error ? thrown.message : String(thrown);
    removal.nextAtMs = clock.monotonic() + pauseMs * 2 ** removal.attempts;
  }
}

/** It was tried as often as it is, and has had its time since. */
function isStuck(removal: Removal | undefined, clock: Clock): boolean {
  if (!removal || removal.isGone) return false;
  return removal.attempts >= attemptsMax && clock.monotonic() >= removal.nextAtMs;
}

function pending(removals: ReadonlyMap<string, Removal>, clock: Clock): readonly Removal[] {
  return [...removals.values()].filter((removal) => !removal.isGone && !isStuck(removal, clock));
}

function resultOf(estate: Estate, removals: readonly Removal[]): SweepResult {
  const stuck = removals.filter(({ isGone }) => !isGone).map((removal) => stuckThing(estate, removal));
  return {
    removed: removals.filter(({ isGone }) => isGone).map(({ item }) => item.id),
    leaked: stuck.map(({ id }) => id),
    stuck,
  };
}

function stuckThing(estate: Estate, { item, why }: Removal): StuckThing {
  const { kind, id, region, createdAtMs } = item;
  const usdPerHour = estate.usdPerHour?.(item);
  return {
    kind,
    id,
    region,
    createdAtMs,
    why,
    command: estate.command(item),
    ...(usdPerHour !== undefined && { usdPerHour }),
  };
}
