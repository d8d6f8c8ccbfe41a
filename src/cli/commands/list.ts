import { visibleLines } from '../../reporters/visible-text.ts';
import { gather, type Listing, type Topic, topics } from '../listing/listing.ts';
import { listingText } from '../listing/listing-text.ts';
import { didYouMean } from '../nearest.ts';
import type { Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

export interface ListFlags {
  readonly json?: boolean;
}

/** `assay list`: what there is, all of it or one topic, for people or as JSON. */
export async function listCommand(
  topic: string | undefined,
  flags: ListFlags,
  { stdout }: Terminal,
  services: Services,
): Promise<number> {
  const asked = topic === undefined ? topics : [mustBeTopic(topic)];
  if (flags.json) {
    const entries = await Promise.all(asked.map(async (name) => [name, await gather[name](services)] as const));
    stdout.write(`${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
    return 0;
  }
  for (const name of asked) {
    if (topic === undefined) stdout.write(`${stdout.colors.bold(name)}\n`);
    stdout.write(`${visibleLines(await textOf(name, services)).join('\n')}\n`);
    if (topic === undefined && name !== asked.at(-1)) stdout.write('\n');
  }
  return 0;
}

function mustBeTopic(given: string): Topic {
  const found = topics.find((topic) => topic === given);
  if (found) return found;
  throw new UsageError(
    `list ${JSON.stringify(given)} is unknown${didYouMean(given, topics)}: choose one of ${topics.join(', ')}`,
  );
}

async function textOf<T extends Topic>(topic: T, services: Services): Promise<string> {
  return listingText(topic, (await gather[topic](services)) as Listing[T]);
}
