import type { ServiceKind } from '../disturbance.ts';
import { serviceKind } from './service-kind.ts';

/** Whoever bids is given a machine that somebody has already. */
export const soldTwice: ServiceKind = serviceKind({
  kind: 'sold-twice',
  number: 'F28',
  meaning: 'a bid is answered with a spot machine that was sold before',
  told: 'the service sold one machine twice',
  drawTrigger: () => ({ on: 'event', event: 'machine-born', nth: 1, delayMs: 0 }),
  extent: 'while',
  toMisdeed: () => ({ kind: 'sells-twice' }),
});
