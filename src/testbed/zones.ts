/** The ability `zones`: takes the room of a zone away, as a service that is sold out, and gives it back. */
export interface Zones {
  /** Whoever asks for a machine in this zone is told that there is none. Those that run, run on. */
  drain(zone: string): Promise<void>;
  refill(zone: string): Promise<void>;
}
