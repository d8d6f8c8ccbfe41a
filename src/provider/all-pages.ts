/** One page of a list; the token asks for the next, and is null on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly token: string | null;
}

/** Every page, or an error: also where the pages go round in a circle. `ask` throws what it likes to. */
export async function allPages<T>(
  ask: (token: string | null) => Promise<Page<T>>,
  circleError: () => Error,
): Promise<readonly T[]> {
  const items: T[] = [];
  const tokens = new Set<string>();
  let token: string | null = null;
  do {
    const page: Page<T> = await ask(token);
    items.push(...page.items);
    token = page.token;
    if (token !== null && tokens.has(token)) throw circleError();
    if (token !== null) tokens.add(token);
  } while (token !== null);
  return items;
}
