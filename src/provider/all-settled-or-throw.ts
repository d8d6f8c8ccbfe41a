/** Like Promise.all, but throws only when nothing is under way any more: what comes after a failure has the field to itself. */
export async function allSettledOrThrow<T>(all: readonly Promise<T>[]): Promise<readonly T[]> {
  const outcomes = await Promise.allSettled(all);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
