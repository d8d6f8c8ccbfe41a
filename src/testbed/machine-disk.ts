/** The ability `disk`: a text on the machine's own disk, put there and read behind the provider's back. */
export interface MachineDisk {
  /** Rejects where the machine does not run. */
  write(instanceId: string, text: string): Promise<void>;
  /** The text, or null where there is none. Rejects where the machine does not run. */
  read(instanceId: string): Promise<string | null>;
}
