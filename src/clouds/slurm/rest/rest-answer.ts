import type { NativeResponse } from '../../../testbed/wire/native-service.ts';
import { answerBody } from '../job-body.ts';
import type { SlurmOptions } from '../slurm-options.ts';

/** What slurmrestd answers, before the wire writes it down. A text comes from its front. */
export interface RestAnswer {
  readonly status: number;
  readonly body: object | string;
}

/** An error as a part of slurmrestd writes it; each calls its number otherwise. */
export type RestError = Readonly<Record<string, string | number>>;

export function answered(fields: object, options: SlurmOptions, errors: readonly RestError[] = []): RestAnswer {
  return { status: 200, body: { ...headOf(options), errors, ...fields } };
}

/** A read that failed has its list all the same, and nothing in it. */
export interface FailedManner {
  /** 500 whatever is wrong, but for what cannot be parsed. */
  readonly status?: number;
  readonly list?: string;
}

export function failed(
  errors: readonly RestError[],
  options: SlurmOptions,
  { status = 500, list }: FailedManner = {},
): RestAnswer {
  return { status, body: { ...headOf(options), errors, ...(list !== undefined && { [list]: [] }) } };
}

export function submitError(number: number, error: string): RestError {
  return { error_code: number, error };
}

export function jobError(number: number, error: string, source: string, description = error): RestError {
  return { description, error_number: number, error, source };
}

/** Of nodes and partitions. */
export function listError(number: number, error: string): RestError {
  return { error, errno: number };
}

export function written({ status, body }: RestAnswer): NativeResponse {
  const isText = typeof body === 'string';
  return {
    status,
    headers: { 'content-type': isText ? 'text/plain' : 'application/json' },
    body: isText ? body : JSON.stringify(body),
  };
}

function headOf(options: SlurmOptions): object {
  const { meta } = answerBody([], options) as { readonly meta: object };
  return { meta };
}
