import { type Answer, type Refusal, refusal, success } from './answer.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';
import type { XmlValue } from './xml.ts';

const resultsMin = 5;
const resultsMax = 1_000;

/** How one Describe call lists things. */
export interface Listing {
  /** The element that holds the page, such as `volumeSet`. */
  readonly set: string;
  /** The most that a page holds which was not asked for by size. */
  readonly pageDefault: number;
  /** Everything that the first page begins. What the next ones will show is fixed then. */
  open(): readonly XmlValue[];
}

/** The page that a call asks for by MaxResults and NextToken. */
export function describePage(store: Store, query: Query, { set, pageDefault, open }: Listing): Answer {
  const limit = limitOf(store, query, pageDefault);
  if (typeof limit !== 'number') return limit;
  const token = query.text('NextToken');
  const list = token === undefined ? { bodies: open(), offset: 0 } : store.lists.get(token);
  if (!list) return refusal('InvalidNextToken', 'The pagination token is not valid');
  const end = list.offset + limit;
  const page = list.bodies.slice(list.offset, end);
  if (end >= list.bodies.length) return success({ [set]: page });
  const nextToken = store.random.hex(24);
  store.lists.set(nextToken, { ...list, offset: end });
  return success({ [set]: page, nextToken });
}

/** Ids say what is wanted: there is nothing to page. */
export function idsWithPageProblem(query: Query, set: string): Refusal | null {
  if (query.text('MaxResults') === undefined) return null;
  return refusal('InvalidParameterCombination', `The parameter ${set} cannot be used with the parameter maxResults`);
}

function limitOf({ options }: Store, query: Query, pageDefault: number): number | Refusal {
  const wanted = query.text('MaxResults');
  if (wanted === undefined) return pageDefault;
  const limit = Number(wanted);
  if (Number.isInteger(limit) && limit >= resultsMin && limit <= resultsMax) return Math.min(limit, options.pageSize);
  return refusal(
    'InvalidParameterValue',
    `Value ( ${wanted} ) for parameter maxResults is invalid. Expecting a value from ${resultsMin} to ${resultsMax}.`,
  );
}
