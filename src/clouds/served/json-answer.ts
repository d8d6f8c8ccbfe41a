import type { NativeResponse } from '../../testbed/wire/native-service.ts';

export function jsonAnswer(status: number, body: object): NativeResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** In the words of the service. */
export function refusalAnswer(status: number, code: string, message: string): NativeResponse {
  return jsonAnswer(status, { error: { code, message } });
}
