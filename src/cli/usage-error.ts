/** The command line or the configuration is wrong. The message says what, where, and what to do. Ends in exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
