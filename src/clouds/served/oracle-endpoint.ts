import type { LedgerEntry } from '../../testbed/ledger.ts';
import type { NativeRequest, NativeResponse } from '../../testbed/wire/native-service.ts';
import type { SimulatedHost } from '../orbstack/simulated-host.ts';
import type { Book } from './book.ts';
import { jsonAnswer, refusalAnswer } from './json-answer.ts';
import { type Lies, liesSchema } from './lies.ts';
import { oracleToken } from './tokens.ts';

/** One thing that really exists or did, and by whom it was made. */
export interface OracleEntry extends LedgerEntry {
  readonly owner: string | null;
}

export interface OracleParts {
  readonly host: SimulatedHost;
  readonly book: Book;
  readonly turn: (part: Partial<Lies>) => void;
}

export function isOraclePath(path: string): boolean {
  return path.startsWith('/oracle/');
}

/** Tells the truth, past every lag and lie, to whoever has the oracle's own token. */
export async function answerOracle(request: NativeRequest, { host, book, turn }: OracleParts): Promise<NativeResponse> {
  if (request.headers.authorization !== `Bearer ${oracleToken}`) {
    return refusalAnswer(401, 'unauthorized', 'the oracle has a token of its own');
  }
  switch (`${request.method} ${request.path}`) {
    case 'GET /oracle/entries': {
      const entries = await host.ledger.entries();
      return jsonAnswer(200, {
        entries: entries.map((entry): OracleEntry => ({ ...entry, owner: book.ownerOf(entry.id) })),
      });
    }
    case 'GET /oracle/options':
      return jsonAnswer(200, { options: host.options });
    case 'POST /oracle/lies': {
      const parsed = liesSchema.safeParse(parse(request.body));
      if (!parsed.success) return refusalAnswer(422, 'unknown_switch', parsed.error.message);
      // Absent is absent: a switch that is not named stays as it is.
      turn(Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined)));
      return jsonAnswer(200, {});
    }
    default:
      return refusalAnswer(404, 'no_such_route', `there is no ${request.method} ${request.path}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
