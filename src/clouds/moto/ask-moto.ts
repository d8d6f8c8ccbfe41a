import type { Fetch } from '../../provider/context.ts';
import type { VirtualClock } from '../../testbed/virtual-clock.ts';
import { createLiveService, type ServiceWords } from '../../testbed/wire/live-service.ts';
import type { NativeService } from '../../testbed/wire/native-service.ts';

/** One of the accounts of a moto. It takes whatever number a header names, so that each new one is a world of its own. */
export interface MotoAccount {
  readonly url: string;
  readonly accountId: string;
}

/** How long moto may take, in real time. It takes milliseconds. */
const deadlineMs = 30_000;

/**
 * The services of one account in moto. Virtual time stands still while moto is asked: in it everything happens at once, and
 * what time it takes is that of this computer.
 */
export function askMoto({ url, accountId }: MotoAccount, words: ServiceWords, clock: VirtualClock): NativeService {
  const service = createLiveService(url, words, fetchAs(accountId));
  return {
    ...service,
    handle: async (request) => {
      const goOn = clock.hold();
      try {
        return await service.handle(request);
      } finally {
        goOn();
      }
    },
  };
}

function fetchAs(accountId: string): Fetch {
  return (input, init) => {
    const headers = { ...(init?.headers as Record<string, string>), 'x-moto-account-id': accountId };
    return fetch(input, { ...init, headers, signal: AbortSignal.timeout(deadlineMs) });
  };
}
