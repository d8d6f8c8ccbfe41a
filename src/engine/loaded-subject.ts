import type { ProviderModule } from '../provider/registration.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** A subject ready to be certified: how to make its registration, and where. */
export interface LoadedSubject {
  readonly module: ProviderModule;
  /** The first is the default. */
  readonly testbeds: readonly Testbed[];
  /** File or folder that holds the provider's source, for its digest. */
  readonly sourcePath: string;
}

/** The user's input is wrong: the message says what, where and what to do. Ends in exit code 2. */
export class SubjectError extends Error {
  override readonly name = 'SubjectError';
}

/** Finds registered providers; handed to the engine from above, because the registry knows providers and clouds. */
export type FindRegistered = (name: string) => LoadedSubject | Promise<LoadedSubject>;
