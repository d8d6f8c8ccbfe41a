import type { Capabilities, Capability } from './capability.ts';
import { ProviderError } from './provider-error.ts';
import type { SpawnRequest } from './requests.ts';

/**
 * Throws INVALID_SPEC for the parts of a request that only a capability honours, where its flag is false: GPUs, a network,
 * volumes, a snapshot, an idempotency key. What is asked for is honoured or refused, never ignored. Every part that can
 * be honoured is left to the provider. The request may be anything.
 *
 * @example
 * refuseUndeclared({ spec: { cpus: 1, memoryMiB: 512 } }, noCapabilities, 'mine'); // fine; with a network it throws
 */
export function refuseUndeclared(request: SpawnRequest, capabilities: Capabilities, provider: string): void {
  for (const [part, isAsked, needed] of askedParts(request ?? {})) {
    if (!isAsked || needed.some((capability) => capabilities[capability])) continue;
    const message = `${part} cannot be honoured: ${provider} has no ${needed.join(' or ')} here`;
    throw new ProviderError('INVALID_SPEC', message, { provider });
  }
}

type AskedPart = readonly [part: string, isAsked: boolean, needed: readonly Capability[]];

function askedParts({ spec, network, volumeIds, snapshotId, idempotencyKey }: SpawnRequest): readonly AskedPart[] {
  return [
    ['spec.gpu', spec?.gpu !== undefined, ['gpu']],
    ['network', network !== undefined, ['customNetworking']],
    ['volumeIds', Array.isArray(volumeIds) && volumeIds.length > 0, ['persistentVolumes', 'warmVolumes']],
    ['snapshotId', snapshotId !== undefined, ['snapshots']],
    ['idempotencyKey', idempotencyKey !== undefined, ['idempotentSpawn']],
  ];
}
