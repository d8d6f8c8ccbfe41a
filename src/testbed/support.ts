/**
 * How a host does what is asked of it: native, by really doing it; emulated, by something that looks the same from
 * outside; or not at all, and why.
 */
export type Support = { readonly how: 'native' | 'emulated' } | { readonly how: 'unsupported'; readonly why: string };

/** What a host does until it is told to stop. */
export interface Held {
  /** Whether it is so now, as the host itself says. */
  holds(): Promise<boolean>;
  /** Ends it; silent where the machine is gone meanwhile. Rejects where it could not be ended. */
  lift(): Promise<void>;
}
