import crypto, { type webcrypto } from 'node:crypto';
import type { Random } from '../../provider/context.ts';
import { currentWorld } from './foreign-world.ts';
import { replace } from './replace.ts';

/** What a provider of a virtual world draws comes from the seed, so that its history can be told again. */
export function takeChance(): void {
  replace(Math, 'random', (real) => () => {
    const random = drawing();
    return random ? random.next() : real();
  });
  replace(crypto, 'randomUUID', uuid);
  replace(globalThis.crypto, 'randomUUID', uuid);
}

type RandomUuid = webcrypto.Crypto['randomUUID'];

function uuid(real: RandomUuid): RandomUuid {
  return (...options) => {
    const random = drawing();
    return random ? uuidFrom(random) : Reflect.apply(real, globalThis.crypto, options);
  };
}

function uuidFrom(random: Random): ReturnType<RandomUuid> {
  return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`;
}

function drawing(): Random | undefined {
  return currentWorld()?.virtual?.random;
}
