import { fileURLToPath } from 'node:url';
import type { LoadedSubject } from '../engine/loaded-subject.ts';
import type { ProviderModule } from '../provider/registration.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** One of our providers, and where it can be exercised. The first testbed is the default. */
export interface RegisteredProvider {
  readonly name: string;
  readonly module: ProviderModule;
  readonly testbeds: readonly Testbed[];
  /** Folder of the provider's source, for its digest. */
  readonly sourceUrl: URL;
}

export function toSubject({ module, testbeds, sourceUrl }: RegisteredProvider): LoadedSubject {
  return { module, testbeds, sourcePath: fileURLToPath(sourceUrl) };
}
