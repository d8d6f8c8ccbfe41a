import type { ServiceKind } from '../disturbance.ts';
import { drawCall, serviceKind } from './service-kind.ts';

/** The service says yes to a delete, and does nothing. */
export const deleteIgnored: ServiceKind = serviceKind({
  kind: 'delete-ignored',
  number: 'F25',
  meaning: 'a delete is accepted, and the machine lives on',
  told: 'the service accepted a delete and did nothing',
  drawTrigger: drawCall('terminate'),
  extent: 'some',
  toMisdeed: () => ({ kind: 'ignores-deletes' }),
});
