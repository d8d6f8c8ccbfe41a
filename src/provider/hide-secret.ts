/** The text without the secret. An empty secret would be everywhere, and hides nothing. */
export function hideSecret(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '[redacted]');
}

/** What was thrown as an Error whose message does not hold the secret. */
export function errorWithout(thrown: unknown, secret: string): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const message = hideSecret(error.message, secret);
  return message === error.message ? error : new Error(message);
}
