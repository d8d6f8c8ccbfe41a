import type { Support } from '../testbed/support.ts';
import type { Testbed, World } from '../testbed/testbed.ts';
import type { DisturbanceKind } from './disturbance.ts';

/**
 * How a host does a kind of disturbance. A simulated service itself fails as a real one would; in front of a real one only
 * what passes between the adapter and the service can be disturbed.
 */
export function supportOf(kind: DisturbanceKind, { fidelity }: Testbed, world: World): Support {
  const why = kind.missing(world);
  if (why !== null) return { how: 'unsupported', why };
  const own = kind.support?.(world);
  if (own) return own;
  return { how: kind.acts === 'wire' && fidelity !== 'simulated' ? 'emulated' : 'native' };
}
