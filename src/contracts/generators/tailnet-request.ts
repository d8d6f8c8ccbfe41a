import fc from 'fast-check';
import type { BootstrapRequest } from '../../provider/bootstrap.ts';
import { anyEnvironment } from './environment.ts';

/** A bootstrap that joins a tailnet with a key that the case only names, as a machine of any name a host may have. */
export function anyTailnetRequest(): fc.Arbitrary<BootstrapRequest> {
  const tailscale = fc.record(
    {
      authKey: fc.nat({ max: 99 }).map((number) => `secret:${number}`),
      hostname: fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/),
    },
    { requiredKeys: ['authKey'], noNullPrototype: true },
  );
  return fc.record(
    { tailscale, environment: anyEnvironment() },
    { requiredKeys: ['tailscale'], noNullPrototype: true },
  );
}

export const plainTailnetRequest: BootstrapRequest = { tailscale: { authKey: 'secret:1', hostname: 'worker-1' } };
