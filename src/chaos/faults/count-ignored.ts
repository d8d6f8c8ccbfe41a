import type { ServiceKind } from '../disturbance.ts';
import { drawCall, serviceKind } from './service-kind.ts';

/** One was asked for, two are made, and the caller is told of the first. The second carries the same tags. */
export const countIgnored: ServiceKind = serviceKind({
  kind: 'count-ignored',
  number: 'F26',
  meaning: 'the service makes two machines where one was asked for, and tells of one',
  told: 'the service made two machines',
  drawTrigger: drawCall('spawn'),
  extent: 'some',
  toMisdeed: () => ({ kind: 'makes-two' }),
});
