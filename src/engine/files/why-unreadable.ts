/** What the system said of a file that it could not read, to be said after its name. */
export function whyUnreadable(thrown: unknown): string {
  const { code, message } = thrown as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? message})`;
}
