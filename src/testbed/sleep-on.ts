import type { Clock } from '../provider/context.ts';
import { checkDuration } from './check-duration.ts';

/** A clock's `sleep`, made of its `after`. */
export function sleepOn(after: Clock['after']): Clock['sleep'] {
  return (ms, signal) => {
    checkDuration(ms);
    if (signal === undefined) return new Promise((resolve) => after(ms, resolve));
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const abort = () => {
        cancel();
        reject(signal.reason);
      };
      const cancel = after(ms, () => {
        signal.removeEventListener('abort', abort);
        resolve();
      });
      signal.addEventListener('abort', abort, { once: true });
    });
  };
}
