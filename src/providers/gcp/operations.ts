import { isPresent, list, number, record, text, textOr } from '../../provider/body-fields.ts';
import type { Clock } from '../../provider/context.ts';
import type { CallKind, JsonCall, JsonClient } from '../../provider/json-client.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import { detailOf } from './error-details.ts';
import { meaningOf } from './native-errors.ts';
import { providerName } from './settings.ts';

/** Work that the service accepted. That it was accepted says nothing of how it ends. */
export interface Operation {
  readonly name: string;
  readonly isDone: boolean;
  readonly targetId: string;
  readonly insertedAtMs: number;
  readonly failure: Failure | null;
}

interface Failure {
  readonly code: string;
  readonly message: string;
  /** What its details add for a reader. It decides nothing: what is meant is in the code. */
  readonly detail: string;
  readonly status: number;
}

export interface Operations {
  /** Has the work done and waits for its end. Throws where it fails, at once or later. `where` is a zone, or `global`. */
  run(where: string, call: Omit<JsonCall<Operation>, 'read'>): Promise<Operation>;
}

const pausesMs = [500, 1_000, 2_000, 5_000];
const settlesMs = 300_000;

export function createOperations(send: JsonClient, clock: Clock): Operations {
  return {
    run: async (where, call) => {
      const accepted = await send({ ...call, read: readOperation });
      const done = await settle(where, accepted);
      if (done.failure !== null) throw failed(call.kind ?? 'write', done.failure, done.insertedAtMs);
      return done;
    },
  };

  async function settle(where: string, accepted: Operation): Promise<Operation> {
    const deadline = clock.monotonic() + settlesMs;
    const path = `${where === 'global' ? 'global' : `zones/${where}`}/operations/${accepted.name}`;
    let seen = accepted;
    for (let look = 0; !seen.isDone; look += 1) {
      if (clock.monotonic() >= deadline) throw unclear(new Error(`it is not done after ${settlesMs} ms`));
      await clock.sleep(pausesMs[look] ?? 5_000);
      seen = await lookAgain(path, seen);
    }
    return seen;
  }

  /** A look that failed is made again: what was accepted goes on meanwhile. */
  async function lookAgain(path: string, before: Operation): Promise<Operation> {
    try {
      return await send({ method: 'GET', path: `/${path}`, read: readOperation });
    } catch (thrown) {
      if (isProviderError(thrown) && thrown.retryable) return before;
      throw unclear(thrown);
    }
  }
}

function readOperation(body: Readonly<Record<string, unknown>>): Operation {
  const { name, status, targetId, insertTime } = body;
  return {
    name: text(name, 'name'),
    isDone: text(status, 'status') === 'DONE',
    targetId: textOr(targetId, ''),
    insertedAtMs: Date.parse(textOr(insertTime, '')),
    failure: isPresent(body.error) ? readFailure(body) : null,
  };
}

function readFailure({ error, httpErrorStatusCode: status }: Readonly<Record<string, unknown>>): Failure {
  const [first] = list(record(error, 'error').errors, 'errors');
  const { code, message, errorDetails } = record(first, 'an error');
  return {
    code: text(code, 'code'),
    message: textOr(message, 'no reason was given'),
    detail: detailOf(errorDetails),
    status: isPresent(status) ? number(status, 'httpErrorStatusCode') : 400,
  };
}

function failed(kind: CallKind, failure: Failure, insertedAtMs: number): ProviderError {
  const { code, message, detail, status } = failure;
  const meaning = meaningOf({ kind, status, code, message });
  const said = `the operation failed with ${code}: ${message}${detail}`;
  return new ProviderError(meaning, said, {
    provider: providerName,
    cause: Object.assign(new Error(said), { status, code, insertedAtMs }),
    ...(meaning === 'PROVIDER_UNAVAILABLE' && { ambiguous: true }),
  });
}

function unclear(cause: unknown): ProviderError {
  const code = isProviderError(cause) ? cause.code : 'PROVIDER_UNAVAILABLE';
  const message = 'nobody can tell how the operation ends';
  return new ProviderError(code, message, { provider: providerName, cause, ambiguous: true });
}
