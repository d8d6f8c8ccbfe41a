import type { FaultKind } from '../fault.ts';
import { connectionReset } from './connection-reset.ts';
import { droppedPage } from './dropped-page.ts';
import { duplicateDelivery } from './duplicate-delivery.ts';
import { errorAfterSuccess } from './error-after-success.ts';
import type { FaultEffect } from './fault-effect.ts';
import { hang } from './hang.ts';
import { latency } from './latency.ts';
import { malformed } from './malformed.ts';
import { nativeError } from './native-error.ts';
import { partialBatch } from './partial-batch.ts';
import { repeatedPageToken } from './repeated-page-token.ts';
import { requestLost } from './request-lost.ts';
import { responseLost } from './response-lost.ts';
import { staleRead } from './stale-read.ts';
import { throttle } from './throttle.ts';
import { tokenForgotten } from './token-forgotten.ts';
import { truncated } from './truncated.ts';
import { unknownEnum } from './unknown-enum.ts';

/**
 * Every fault, outermost first: where several touch one call, time passes before anything is refused, a refusal comes
 * before anything is executed, and what is lost or changed afterwards was executed.
 */
export const faultEffects: { readonly [K in FaultKind]: FaultEffect<K> } = {
  hang,
  latency,
  throttle,
  'native-error': nativeError,
  'request-lost': requestLost,
  'response-lost': responseLost,
  'error-after-success': errorAfterSuccess,
  'connection-reset': connectionReset,
  truncated,
  malformed,
  'unknown-enum': unknownEnum,
  'repeated-page-token': repeatedPageToken,
  'partial-batch': partialBatch,
  'dropped-page': droppedPage,
  'duplicate-delivery': duplicateDelivery,
  'token-forgotten': tokenForgotten,
  'stale-read': staleRead,
};
