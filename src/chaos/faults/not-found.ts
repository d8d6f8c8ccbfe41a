import type { ServiceKind } from '../disturbance.ts';
import { drawEvent, serviceKind } from './service-kind.ts';

/** Reads do not find what exists. What is drawn lasts no longer than a read may be late. */
export const notFound: ServiceKind = serviceKind({
  kind: 'not-found',
  number: 'F22',
  meaning: 'no read finds any machine, although they exist',
  told: 'the service did not find what existed',
  drawTrigger: drawEvent('machine-born'),
  extent: 'window',
  toMisdeed: () => ({ kind: 'hides-machines' }),
});
