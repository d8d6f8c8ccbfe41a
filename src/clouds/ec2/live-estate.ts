import type { Clock } from '../../provider/context.ts';
import type { Estate, EstateItem } from '../../testbed/estate.ts';
import { ownTime } from '../../testbed/service-clock.ts';
import { enabledRegions } from './live-account.ts';
import { codeOf, type LiveEc2 } from './live-ec2.ts';
import { type LiveThing, liveThings } from './live-things.ts';

/** How long what is new may be in no list. */
const windowMs = 60_000;

/**
 * What is in the account, in every region that it may use: machines, disks, images and the snapshots behind them, requests
 * for spot machines, launch templates. The tag `assay:run` says by which run each was made.
 */
export function createEstate(ec2: LiveEc2, home: string, clock: Pick<Clock, 'now'>): Estate {
  const { sdk } = ec2;
  const at = ({ region }: EstateItem) => ec2.in(region ?? home);

  /** A region that does not answer fails the list: a part is never taken for all. */
  const listRegion = async (region: string): Promise<readonly EstateItem[]> => {
    const lists = await Promise.all(liveThings.map((thing) => thing.list(sdk, ec2.in(region), region)));
    const nowMs = clock.now();
    return lists.flat().map((item) => ({ ...item, createdAtMs: onOurClock(item.createdAtMs, ec2.date(), nowMs) }));
  };

  return {
    windowMs,
    list: async () => (await Promise.all((await enabledRegions(ec2, home)).map(listRegion))).flat(),
    remove: async (item) => {
      const isThere = await unlessNotFound(() => thingOf(item).remove(sdk, at(item), item.id));
      return isThere ? 'going' : 'gone';
    },
    isGone: async (item) => {
      let state: string | undefined;
      await unlessNotFound(async () => {
        state = await thingOf(item).state(sdk, at(item), item.id);
      });
      return state === undefined;
    },
    command: (item) => `aws ec2 ${thingOf(item).command} ${item.id} --region ${item.region ?? home}`,
  };
}

/** What does not say when it was made may have been made just now. */
function onOurClock(stampedMs: number, date: string | null, nowMs: number): number {
  return Number.isNaN(stampedMs) ? nowMs : ownTime(stampedMs, date, nowMs);
}

function thingOf({ id }: EstateItem): LiveThing {
  const found = liveThings.find(({ prefix }) => id.startsWith(prefix));
  if (!found) throw new Error(`${id} is of no kind that is known here`);
  return found;
}

async function unlessNotFound(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (thrown) {
    if (/\.NotFound(Exception)?$|^InvalidAMIID\.Unavailable$/.test(codeOf(thrown))) return false;
    throw thrown;
  }
}
