import type { BootstrapRequest } from '../../provider/bootstrap.ts';
import type { Capabilities, Capability } from '../../provider/capability.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { isObject } from './check-text.ts';
import { refuse } from './refuse.ts';

/** Refuses the parts of a request that only a capability honours, where it is off: nothing asked for is ever ignored. */
export function checkDeclared(request: SpawnRequest, capabilities: Capabilities): void {
  for (const [part, isAsked, needed] of askedParts(request)) {
    if (isAsked && !needed.some((capability) => capabilities[capability])) {
      throw refuse(`${part} cannot be honoured: this host has no ${needed.join(' or ')}`);
    }
  }
}

/** The same for what a bootstrap asks for. */
export function checkTailscale(request: BootstrapRequest, capabilities: Capabilities): void {
  const isAsked = isObject(request) && request.tailscale !== undefined;
  if (isAsked && !capabilities.tailscaleNative) {
    throw refuse('tailscale cannot be honoured: this host has no tailscaleNative');
  }
}

type AskedPart = readonly [part: string, isAsked: boolean, needed: readonly Capability[]];

function askedParts(request: SpawnRequest): readonly AskedPart[] {
  const { spec, network, volumeIds, snapshotId, idempotencyKey } = request;
  return [
    ['spec.gpu', isObject(spec) && spec.gpu !== undefined, ['gpu']],
    ['network', network !== undefined, ['customNetworking']],
    ['volumeIds', Array.isArray(volumeIds) && volumeIds.length > 0, ['persistentVolumes', 'warmVolumes']],
    ['snapshotId', snapshotId !== undefined, ['snapshots']],
    ['idempotencyKey', idempotencyKey !== undefined, ['idempotentSpawn']],
  ];
}
