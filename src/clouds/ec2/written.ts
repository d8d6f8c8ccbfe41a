import type { Random } from '../../provider/context.ts';
import type { NativeResponse, NativeService } from '../../testbed/wire/native-service.ts';
import type { Refusal, Success } from './answer.ts';
import { costExplorerHost } from './cost-explorer.ts';
import { type GatewayPage, nativeErrorForm } from './native-errors.ts';
import { readQuery } from './query.ts';
import { writeXml } from './xml.ts';

/** Failures in the words of EC2, or of Cost Explorer where that was asked; which of its words is drawn. */
export function createNativeErrors(random: Random): NativeService['nativeError'] {
  return (kind, request, retryAfterMs) => {
    const form = nativeErrorForm(kind, readQuery(request.body).action, random);
    const write = request.host === costExplorerHost ? refusedJson : (each: Refusal) => refused(each, random.hex(32));
    return withRetryAfter('html' in form ? gatewayPage(form) : write(form), retryAfterMs);
  };
}

const namespace = 'xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"';
const headers = { 'content-type': 'text/xml;charset=UTF-8' };
export const jsonHeaders = { 'content-type': 'application/x-amz-json-1.1' };

export function succeeded(action: string, { body }: Success, requestId: string): NativeResponse {
  return { status: 200, headers, body: document(writeXml(`${action}Response ${namespace}`, { requestId, ...body })) };
}

export function refused({ status, code, message }: Refusal, requestId: string): NativeResponse {
  const Errors = { Error: { Code: code, Message: message } };
  return { status, headers, body: document(writeXml('Response', { Errors, RequestID: requestId })) };
}

export function refusedJson({ status, code, message }: Refusal): NativeResponse {
  return { status, headers: jsonHeaders, body: JSON.stringify({ __type: code, message }) };
}

function gatewayPage({ status, html }: GatewayPage): NativeResponse {
  return { status, headers: { 'content-type': 'text/html' }, body: html };
}

function document(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}

/** Every answer says what time it is there, in whole seconds. */
export function dated(response: NativeResponse, nowMs: number): NativeResponse {
  return { ...response, headers: { ...response.headers, date: new Date(nowMs).toUTCString() } };
}

function withRetryAfter(response: NativeResponse, retryAfterMs: number | undefined): NativeResponse {
  if (retryAfterMs === undefined) return response;
  return { ...response, headers: { ...response.headers, 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } };
}
