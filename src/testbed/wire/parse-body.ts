import type { NativeRequest } from './native-service.ts';

/** The JSON that a request brings: empty where it has no body, null where that is no object. */
export function parseBody({ body }: NativeRequest): Readonly<Record<string, unknown>> | null {
  if (!body) return {};
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
