import type { ServiceKind } from '../disturbance.ts';
import { drawEvent, serviceKind } from './service-kind.ts';

/** What is gone is shown all the same. */
export const stillShown: ServiceKind = serviceKind({
  kind: 'still-shown',
  number: 'F22',
  meaning: 'reads show machines that are gone, as if they ran',
  told: 'the service showed what was gone',
  drawTrigger: drawEvent('machine-gone'),
  extent: 'some',
  toMisdeed: () => ({ kind: 'shows-the-gone' }),
});
