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
    if (secret !== undefined) return sealWith(secret);
    await store.compareAndPut(key, undefined, random.hex(32));
  }
  throw new Error('the store takes no secret');
}

function sealWith(secret: string): Seal {
  // A round asks for the same ones again and again.
  const made = new Map<string, string>();
  return (...about) => {
    const subject = JSON.stringify([secret, ...about]);
    const seal = made.get(subject) ?? hash('sha256', subject).slice(0, 32);
    made.set(subject, seal);
    return seal;
  };
}
