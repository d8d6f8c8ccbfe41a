import type { HttpAnswer } from '../../provider/fetch-answer.ts';
import type { Estate, EstateItem } from '../../testbed/estate.ts';
import { ownTime } from '../../testbed/service-clock.ts';
import { type LiveGcp, wordsOf } from './live-gcp.ts';
import { type LiveThing, liveThings, priceOf, readPage, toItem } from './live-things.ts';

/** How long what is new may be in no list. */
const windowMs = 60_000;
const pauseMs = 2_000;
/** How long the end of a thing may take. */
const endsWithinMs = 300_000;

/**
 * What is in the project, in every zone of it: machines, disks, machine images, images. The labels `assay-run` and
 * `assay-run-rest` say by which run each was made.
 */
export function createEstate({ ask, clock, project }: Pick<LiveGcp, 'ask' | 'clock' | 'project'>): Estate {
  const seen = new Map<
    string,
    { readonly thing: LiveThing; readonly name: string; readonly price: number | undefined }
  >();

  async function listThing(thing: LiveThing): Promise<readonly EstateItem[]> {
    const items: EstateItem[] = [];
    const path = thing.isZonal ? `/aggregated/${thing.collection}` : `/global/${thing.collection}`;
    for (let token: string | null = ''; token !== null; ) {
      const query: string = token === '' ? '' : `&pageToken=${encodeURIComponent(token)}`;
      const answer = await ask('GET', `${path}?maxResults=500&returnPartialSuccess=false${query}`);
      const page = readPage(thing, readJson(answer));
      for (const native of page.items) {
        const item = toItem(thing, native);
        seen.set(item.id, { thing, name: native.name, price: priceOf(native) });
        const createdAtMs = ownTime(item.createdAtMs, answer.headers.get('date'), clock.now());
        items.push({ ...item, createdAtMs });
      }
      token = page.next;
    }
    return items;
  }

  /** Done is not said before it is: only then does the service tell why it could not be. */
  async function settle(where: string, accepted: HttpAnswer): Promise<void> {
    const deadline = clock.monotonic() + endsWithinMs;
    for (let answer = accepted; ; ) {
      const { name, status, error } = readJson(answer) as { name: string; status: string; error?: object };
      if (error)
        throw new Error(`it was accepted, and failed: ${wordsOf({ status: 200, text: JSON.stringify(error) })}`);
      if (status === 'DONE') return;
      if (clock.monotonic() >= deadline)
        throw new Error(`its end was accepted, and is not done after ${endsWithinMs} ms`);
      await clock.sleep(pauseMs);
      answer = await ask('GET', `/${where}/operations/${name}`);
    }
  }

  return {
    windowMs,
    list: async () => (await Promise.all(liveThings.map(listThing))).flat(),
    remove: async (item) => {
      const { where, path } = placeOf(item, seen.get(item.id)?.thing);
      const deadline = clock.monotonic() + endsWithinMs;
      for (;;) {
        const answer = await ask('DELETE', path);
        if (answer.status === 404) return 'gone';
        // Something else is done with it first: an image is still made, or somebody else ends the machine already.
        if (/resourceNotReady|RESOURCE_NOT_READY/.test(answer.text) && clock.monotonic() < deadline) {
          await clock.sleep(pauseMs);
          continue;
        }
        await settle(where, answer);
        return 'gone';
      }
    },
    isGone: async (item) => {
      const answer = await ask('GET', placeOf(item, seen.get(item.id)?.thing).path);
      if (answer.status === 404) return true;
      readJson(answer);
      return false;
    },
    command: (item) => {
      const { thing, zone, id } = placeOf(item, seen.get(item.id)?.thing);
      const name = seen.get(item.id)?.name ?? id;
      return `gcloud compute ${thing.command} delete ${name} --project ${project}${zone === null ? '' : ` --zone ${zone}`}`;
    },
    usdPerHour: ({ id }) => seen.get(id)?.price,
  };
}

/** By its id where no list has shown it: the adapter names images of disks otherwise than those of machines. */
function placeOf({ kind, id }: EstateItem, known: LiveThing | undefined) {
  const collection = id.startsWith('assay-disk-') ? 'images' : 'machineImages';
  const thing =
    known ?? liveThings.find((each) => each.kind === kind && (each.isZonal || each.collection === collection));
  if (!thing) throw new Error(`${id} is of no kind that is known here`);
  if (!thing.isZonal) return { thing, zone: null, id, where: 'global', path: `/global/${thing.collection}/${id}` };
  const [zone = '', number = ''] = id.split('.');
  return { thing, zone, id: number, where: `zones/${zone}`, path: `/zones/${zone}/${thing.collection}/${number}` };
}

function readJson(answer: HttpAnswer): unknown {
  if (answer.status !== 200) throw new Error(`Compute Engine answered ${wordsOf(answer)}`);
  return JSON.parse(answer.text);
}
