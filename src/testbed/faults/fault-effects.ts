import type { FaultKind } from '../fault.ts';
import { errorAfterSuccess } from './error-after-success.ts';
import type { FaultEffect } from './fault-effect.ts';
import { hang } from './hang.ts';
import { latency } from './latency.ts';
import { nativeError } from './native-error.ts';
import { responseLost } from './response-lost.ts';
import { staleRead } from './stale-read.ts';
import { throttle } from './throttle.ts';

/**
 * Every fault, outermost first: where several touch one call, time passes before anything is refused, a refusal comes
 * before anything is executed, and what is lost or changed afterwards was executed.
 */
export const faultEffects: { readonly [K in FaultKind]: FaultEffect<K> } = {
  hang,
  latency,
  throttle,
  'native-error': nativeError,
  'response-lost': responseLost,
  'error-after-success': errorAfterSuccess,
  'stale-read': staleRead,
};
