import type { Clock, Random } from '../../provider/context.ts';
import type { DurableStore } from '../durable-store.ts';

/** Which of several processes on one store acts: the one that came last, for as long as it gives a sign of life. */
export interface Leadership {
  /**
   * Gives a sign of life, and tells whether this process is the one. Asked right before whatever two must not do: no clock
   * has a say in it, so that one that was paused or asleep learns that it was displaced.
   */
  confirm(): Promise<boolean>;
}

interface Lead {
  readonly holder: string;
  /** Counts signs of life. */
  readonly beat: number;
}

const key = 'leader';
/** Whoever has given no sign for so long is dead, or acts no more until it has asked again. */
const silenceMs = 20_000;
const triesMax = 5;

export function createLeadership(store: DurableStore, clock: Clock, random: Random): Leadership {
  const self = random.hex(16);
  let hasEntered = false;
  let last = { sign: '', sinceMs: 0 };

  const isSilent = ({ holder, beat }: Lead): boolean => {
    const sign = `${holder}/${beat}`;
    if (sign !== last.sign) last = { sign, sinceMs: clock.monotonic() };
    return clock.monotonic() - last.sinceMs >= silenceMs;
  };

  return {
    confirm: async () => {
      for (let tries = 0; tries < triesMax; tries += 1) {
        const lead = await store.get<Lead>(key);
        if (hasEntered && lead !== undefined && lead.holder !== self && !isSilent(lead)) return false;
        const next: Lead = { holder: self, beat: (lead?.beat ?? 0) + 1 };
        if (!(await store.compareAndPut(key, lead, next))) continue;
        hasEntered = true;
        return true;
      }
      return false;
    },
  };
}
