import { deriveSeed } from '../../testbed/seeded-random.ts';
import type { ServiceWords } from '../../testbed/wire/live-service.ts';
import { written } from './answer.ts';
import { classify } from './classify.ts';
import { defects } from './defects.ts';
import { createNativeErrors, nativeErrors } from './native-errors.ts';

const formsMax = 60;

/** A lack of room is no answer of a server, so nobody in front of it can give it. */
export const toldByTheServer = nativeErrors.filter((kind) => kind !== 'capacity');

/** How a real API server is to be understood, and how what is in front of it fails. */
export function wordsOfTheServer(seed: number): ServiceWords {
  const nativeError = createNativeErrors(deriveSeed(seed, 'forms') % formsMax);
  return {
    ...{ classify, nativeErrors: toldByTheServer, defects },
    nativeError: (...args) => written(nativeError(...args)),
  };
}
