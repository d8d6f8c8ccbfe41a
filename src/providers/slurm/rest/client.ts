import type { ProviderContext } from '../../../provider/context.ts';
import { isObject } from '../../../provider/is-object.ts';
import { createJsonClient, type JsonClient, type NativeFailure } from '../../../provider/json-client.ts';
import type { ProviderErrorCode } from '../../../provider/provider-error.ts';
import { providerName, type RestSettings } from '../settings.ts';
import { meaningOfNumber } from './error-numbers.ts';

/** Speaks to slurmrestd. */
export function createClient(context: ProviderContext, rest: RestSettings, timeoutMs: number): JsonClient {
  return createJsonClient(context, {
    provider: providerName,
    displayName: 'slurmrestd',
    url: rest.url,
    headers: { ...credentialsOf(rest), 'content-type': 'application/json' },
    secret: () => rest.token ?? '',
    deadlineMs: () => timeoutMs,
    takeTurn: async () => {},
    readFailure,
    meaningOf,
  });
}

/** On a socket slurmrestd sees by itself who asks. */
function credentialsOf({ user, token }: RestSettings): Readonly<Record<string, string>> {
  if (user === undefined || token === undefined) return {};
  return { 'x-slurm-user-name': user, 'x-slurm-user-token': token };
}

/**
 * The first error that has a number, which every part of slurmrestd calls otherwise. Where a body could not be read the last
 * one says so, and those before it only where: their numbers are of its parser, -1 among them.
 */
function readFailure(text: string): Pick<NativeFailure, 'code' | 'message'> {
  const errors = errorsIn(text);
  const [first] = errors;
  if (first && errors.some((error) => numberOf(error) === unparsed)) {
    return { code: String(unparsed), message: wordsOf(first) };
  }
  for (const error of errors) {
    const number = numberOf(error);
    if (number !== undefined) return { code: String(number), message: wordsOf(error) };
  }
  return { code: null, message: first ? wordsOf(first) : text.trim().slice(0, 200) || 'no reason was given' };
}

/** "Failure during parsing". */
const unparsed = 9001;

/** The number of an error of slurmrestd, under whichever of its names. */
export function numberOf({ error_number: number, error_code: code, errno }: NativeError): number | undefined {
  const found = [number, code, errno].find((each) => typeof each === 'number' && each !== 0);
  return typeof found === 'number' ? found : undefined;
}

export type NativeError = Readonly<Record<string, unknown>>;

function errorsIn(text: string): readonly NativeError[] {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) && Array.isArray(body.errors) ? body.errors.filter(isObject) : [];
  } catch {
    return [];
  }
}

function wordsOf({ description, error }: NativeError): string {
  return (
    [description, error].find((each) => typeof each === 'string' && each !== '')?.toString() ?? 'it gave no reason'
  );
}

/** By the number alone: slurmrestd answers 500 to whatever is wrong. */
function meaningOf({ status, code }: NativeFailure): ProviderErrorCode {
  if (status === 401) return 'AUTH_ERROR';
  if (code !== null) return meaningOfNumber(Number(code)) ?? 'UNCLASSIFIED';
  if (status === 429) return 'RATE_LIMIT_ERROR';
  // A body that it cannot read, and a path that a version does not have.
  return status === 400 || status === 405 ? 'INVALID_SPEC' : 'PROVIDER_UNAVAILABLE';
}
