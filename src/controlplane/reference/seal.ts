import { hash } from 'node:crypto';
import type { Random } from '../../provider/context.ts';
import type { DurableStore } from '../durable-store.ts';

/** Gives the mark that nobody else can make for a machine of an intent: anybody may copy it, and then there are two. */
export type Seal = (intentId: string, attempt: number) => string;

const key = 'seal';
const triesMax = 10;

/** With a secret that is drawn once, and is in the store before anything is promised. */
export async function openSeal(store: DurableStore, random: Random): Promise<Seal> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const secret = await store.get<string>(key);
    if (secret !== undefined) return (...about) => hash('sha256', JSON.stringify([secret, ...about])).slice(0, 32);
    await store.compareAndPut(key, undefined, random.hex(32));
  }
  throw new Error('the store takes no secret');
}
