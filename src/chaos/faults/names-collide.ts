import type { ServiceKind } from '../disturbance.ts';
import { drawCall, serviceKind } from './service-kind.ts';

/** Names lose everything but their small letters: `web-1` and `web-2` are both `web`. */
export const namesCollide: ServiceKind = serviceKind({
  kind: 'names-collide',
  number: 'F27',
  meaning: 'the service writes names in small letters alone, so that different ones become equal',
  told: 'the service made another name of the name',
  drawTrigger: drawCall('spawn'),
  extent: 'while',
  toMisdeed: () => ({ kind: 'normalises-names' }),
});
