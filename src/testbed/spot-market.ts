/** The ability `spot-market`: the service takes machines back, as a real one does when prices rise. */
export interface SpotMarket {
  /** Takes this spot machine away, with whatever notice the service gives. */
  interrupt(instanceId: string): Promise<void>;
}
