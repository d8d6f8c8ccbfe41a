/** What was given cannot be searched or read at all. The message says what, where, and what to do. Ends in exit code 2. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
}
