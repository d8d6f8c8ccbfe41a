/**
 * The same look, one at a time: whoever asks while one is under way gets the next, which begins after they asked. So no
 * earlier look ends after a later one.
 */
export function oneLookAtATime<T>(look: () => Promise<T>): () => Promise<T> {
  let current: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= current
      .catch(() => {})
      .then(() => {
        const begun = look();
        current = begun;
        next = undefined;
        return begun;
      });
    return next;
  };
}
