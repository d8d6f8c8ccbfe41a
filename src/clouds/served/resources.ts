import type { NativeRequest, NativeResponse } from '../../testbed/wire/native-service.ts';
import type { Book } from './book.ts';
import { jsonAnswer } from './json-answer.ts';

export const resourcesPath = '/v1/resources';

/** `GET /v1/resources`: everything that there is, by whom it was made; late and page by page, like any list. */
export function listResources(
  book: Book,
  request: NativeRequest,
  view: { readonly atMs: number; readonly pageSize: number; readonly clockSkewMs: number },
): NativeResponse {
  const [atMs = view.atMs, offset = 0] = cursorOf(request.query);
  const items = book.at(atMs).map((item) => ({ ...item, createdAtMs: item.createdAtMs + view.clockSkewMs }));
  const end = offset + view.pageSize;
  const cursor = end < items.length ? `${atMs}-${end}` : null;
  return jsonAnswer(200, { resources: items.slice(offset, end), next_cursor: cursor });
}

/** Where the list goes on: in what was there when its first page was asked for. */
function cursorOf(query: string): readonly number[] {
  const cursor = new URLSearchParams(query).get('cursor');
  return cursor === null ? [] : cursor.split('-').map(Number);
}
