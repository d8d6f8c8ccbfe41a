import { type Answer, success } from './answer.ts';
import { invalid } from './check-launch.ts';
import type { OpenList, Store } from './store.ts';

/** One page of a list. Where another follows, `page_token` beside `data` asks for it. */
export function answerPage(store: Store, query: string, read: () => readonly object[]): Answer {
  const token = new URLSearchParams(query).get('page_token');
  const open: OpenList | undefined = token === null ? { items: read(), offset: 0 } : store.pages.get(token);
  if (!open) return invalid('page_token is not valid.');
  const end = open.offset + store.options.pageSize;
  const page = open.items.slice(open.offset, end);
  if (end >= open.items.length) return success(page);
  const next = store.random.hex(16);
  store.pages.set(next, { items: open.items, offset: end });
  return success(page, { page_token: next });
}
