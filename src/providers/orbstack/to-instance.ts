import type { Instance } from '../../provider/instance.ts';
import { splitDisplayName } from './display-name.ts';
import type { Machine } from './host.ts';

/** The generic view of a machine, in fresh objects: whatever the caller does to it stays with the caller. */
export function toInstance(machine: Machine): Instance {
  const { fingerprint: _fingerprint, ...shown } = machine;
  const { tags, displayName } = splitDisplayName(machine.tags ?? {});
  return {
    ...shown,
    name: displayName ?? machine.name,
    tags,
    ...(machine.spec && { spec: { ...machine.spec } }),
    ...(machine.volumeIds && { volumeIds: [...machine.volumeIds] }),
  };
}
