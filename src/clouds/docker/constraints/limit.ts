import type { Held } from '../../../testbed/support.ts';
import type { Container } from '../container.ts';

/** A limit that the engine keeps of a container, and changes while it runs. */
export interface Limit {
  /** A template for `docker inspect` that prints one word per figure. */
  readonly format: string;
  /** What the template prints while the limit is as wanted. */
  readonly wanted: string;
  /** Arguments of `docker update` for what the template prints. */
  toArguments(printed: string): readonly string[];
}

/** Sets a limit, sees that the engine keeps it, and gives how to set it back to what it was. */
export async function holdLimit(container: Container, { format, wanted, toArguments }: Limit): Promise<Held> {
  const { id } = container;
  const before = await container.inspect(format);
  const holds = async () => (await container.inspect(format)) === wanted;
  await container.run('update', ...toArguments(wanted), id);
  const held: Held = {
    holds,
    lift: async () => {
      await container.runUnlessOver('update', ...toArguments(before), id);
    },
  };
  if (await holds()) return held;
  await held.lift();
  throw new Error(`docker did not keep the limit ${wanted}: it says ${await container.inspect(format)}`);
}
