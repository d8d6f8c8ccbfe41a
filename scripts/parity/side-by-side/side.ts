/** What came of one step: the answer, and then everything that there is, at rest. */
export type Seen = Readonly<Record<string, string>>;

/** A service that one history is played on. */
export interface Side<Step> {
  play(step: Step): Promise<Seen>;
  /** Ends what is left. */
  end(): Promise<void>;
}
