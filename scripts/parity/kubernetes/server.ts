import { isObject } from '../../../src/provider/is-object.ts';
import type { Seen, Side } from '../side-by-side/side.ts';
import type { Kind, Step } from './history.ts';
import { shownAnswer, shownObject } from './shown.ts';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface ServerOptions {
  /** Paths begin behind the namespace of the history. */
  readonly send: (method: string, path: string, body?: object) => Promise<Reply>;
  /** Resolves when nothing changes any more without a call. */
  readonly untilAtRest: (look: () => Promise<readonly Item[]>) => Promise<void>;
  readonly end: () => Promise<void>;
}

export interface Item {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly status?: Readonly<Record<string, unknown>>;
}

const kinds: readonly Kind[] = ['pods', 'persistentvolumeclaims'];
const pagesMax = 20;

/** An API server that one history is played on, in a namespace of its own. */
export function createServer({ send, untilAtRest, end }: ServerOptions): Side<Step> {
  const itemsOf = async (kind: Kind) => {
    const { body } = await send('GET', `/${kind}`);
    return isObject(body) && Array.isArray(body.items) ? (body.items as readonly Item[]) : [];
  };
  const everything = async () => (await Promise.all(kinds.map(itemsOf))).flat();

  const call = async (step: Step): Promise<Seen> => {
    switch (step.do) {
      case 'create':
        return shownAnswer(await send('POST', `/${step.kind}`, step.body));
      case 'get':
        return shownAnswer(await send('GET', `/${step.kind}/${step.name}`));
      case 'list':
        return allPages(step.kind, step.query);
      case 'delete': {
        const own = (await itemsOf(step.kind)).find(({ metadata }) => metadata.name === step.name);
        const uid = step.meant === 'this' ? own?.metadata.uid : '00000000-0000-4000-8000-000000000000';
        const preconditions = step.meant === 'any' || uid === undefined ? {} : { preconditions: { uid } };
        const options = { apiVersion: 'v1', kind: 'DeleteOptions', ...preconditions };
        return shownAnswer(await send('DELETE', `/${step.kind}/${step.name}`, options));
      }
    }
  };

  async function allPages(kind: Kind, asked: Readonly<Record<string, string>>): Promise<Seen> {
    const query = new URLSearchParams(asked);
    const pages: string[] = [];
    for (let page = 0; page < pagesMax; page += 1) {
      const { status, body } = await send('GET', `/${kind}?${query}`);
      if (status !== 200 || !isObject(body) || !isObject(body.metadata)) return shownAnswer({ status, body });
      pages.push((body.items as readonly Item[]).map(({ metadata }) => metadata.name).join(' '));
      const { continue: token } = body.metadata;
      if (typeof token !== 'string' || token === '') break;
      query.set('continue', token);
    }
    return { pages: pages.join(' | ') };
  }

  return {
    play: async (step) => {
      const answer = await call(step);
      await untilAtRest(everything);
      const objects = await Promise.all(
        kinds.map(async (kind) =>
          (await itemsOf(kind)).flatMap((item) => {
            const shown = Object.entries(shownObject(item));
            return shown.map(([field, value]) => [`${kind}/${item.metadata.name} ${field}`, value] as const);
          }),
        ),
      );
      return { ...answer, ...Object.fromEntries(objects.flat()) };
    },
    end,
  };
}
