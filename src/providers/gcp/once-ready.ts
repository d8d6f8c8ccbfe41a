import type { Clock } from '../../provider/context.ts';
import { isRefusedAs } from './native-errors.ts';

const pauseMs = 1_000;
const pauseMaxMs = 15_000;
/** As long as whatever else is done with a thing may take. */
const settlesMs = 300_000;

/** While something is done with a thing, nothing else can be: waits that out, and throws what is still said at the end. */
export async function onceReady(clock: Clock, act: () => Promise<unknown>): Promise<void> {
  const deadline = clock.monotonic() + settlesMs;
  for (let pause = pauseMs; ; pause = Math.min(pause * 2, pauseMaxMs)) {
    try {
      await act();
      return;
    } catch (thrown) {
      if (!isRefusedAs(thrown, 'RESOURCE_NOT_READY') || clock.monotonic() >= deadline) throw thrown;
    }
    await clock.sleep(pause);
  }
}
