import { ProviderError, type UnwrittenPart, unwritten } from 'assay';
import { name } from './about.ts';
import { type ErrorRow, errorRows } from './error-rows.ts';

/** An answer of Acme, read to its end. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

/** What a refusal means. `ambiguous` where a write may have taken effect all the same. */
export function toProviderError(method: string, answer: Answer): ProviderError {
  const { status, text, retryAfter } = answer;
  const row = errorRows.find((each) => fits(each, answer));
  if (row?.code === null) return unwritten(name, partOf(row));
  const code = row?.code ?? (status >= 500 ? 'PROVIDER_UNAVAILABLE' : 'UNCLASSIFIED');
  return new ProviderError(code, `Acme answered ${status}`, {
    provider: name,
    cause: { status, text },
    ...(retryAfter !== null && { retryAfterMs: Number(retryAfter) * 1_000 }),
    ...(code === 'PROVIDER_UNAVAILABLE' && { ambiguous: method !== 'GET' }),
  });
}

function fits({ status, says }: ErrorRow, answer: Answer): boolean {
  return status === answer.status && (says === undefined || says === codeIn(answer.text));
}

/** The code in a body, undefined where it has none: a proxy answers in HTML. */
function codeIn(text: string): unknown {
  try {
    return JSON.parse(text)?.error?.code;
  } catch {
    return undefined;
  }
}

/** The rows without a code, for the list of what is still to write. */
export function unwrittenRows(): readonly UnwrittenPart[] {
  return errorRows
    .filter(({ code }) => code === null)
    .map((row) => ({ part: partOf(row), contracts: ['errors.taxonomy'] }));
}

function partOf({ status, says }: ErrorRow): string {
  return `error row ${status}${says === undefined ? '' : ` ${says}`}`;
}
