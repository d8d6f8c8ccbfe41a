import { createHash } from 'node:crypto';
import type { Bootstrap, BootstrapRequest } from './bootstrap.ts';
import { bootstrapCloudInit } from './bootstrap-cloud-init.ts';
import { bootstrapShell } from './bootstrap-shell.ts';
import { type Capabilities, noCapabilities } from './capability.ts';
import { checkBootstrapRequest } from './check-bootstrap-request.ts';
import { ProviderError } from './provider-error.ts';

/**
 * Writes a bootstrap that joins the tailnet where one is asked for, exports the environment byte for byte and runs the commands in order, in one shell; the
 * first that fails ends it with its exit code. Pure: equal requests give equal bytes. Variables come in the order in
 * which the request lists them.
 *
 * Refuses with INVALID_SPEC: names that are no shell names or that shells keep for themselves (`UID`, `RANDOM`,
 * `LINENO`...), text with a NUL or half a surrogate pair, a tailnet key or host name
 * that could not be one, and formats other than `shell` and `cloud-init`.
 *
 * @example
 * const bootstrap = generateBootstrap({ environment: { TOKEN: "it's" }, commands: ['echo "$TOKEN"'] }, 'mine');
 *
 * @param provider Name of the provider that refuses. Default `assay`.
 * @param capabilities Those of the provider: a tailnet is refused where `tailscaleNative` is false. Default none.
 */
export function generateBootstrap(
  request: BootstrapRequest,
  provider = 'assay',
  { tailscaleNative }: Pick<Capabilities, 'tailscaleNative'> = noCapabilities,
): Bootstrap {
  const checked = checkBootstrapRequest(request, provider);
  if (checked.tailscale !== undefined && !tailscaleNative) {
    throw new ProviderError('INVALID_SPEC', `tailscale cannot be honoured: ${provider} has no tailscaleNative here`, {
      provider,
    });
  }
  const script = bootstrapShell(checked);
  const content = checked.format === 'shell' ? script : bootstrapCloudInit(script);
  return { content, format: checked.format, checksum: createHash('sha256').update(content, 'utf8').digest('hex') };
}
