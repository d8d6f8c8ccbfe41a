/** The manners of the real service that adapters trip over. Each can be switched off by itself. */
export interface Quirks {
  /** Terminating what is terminating already answers 500 `global/unknown`. */
  readonly secondTerminateFails: boolean;
  /** Now and then a launch answers 500 and has made an instance all the same. */
  readonly launchFailsButCreates: boolean;
  /** A new instance is for a while in no list, and by its id a 404. */
  readonly newInstanceIsNotFound: boolean;
  /** Lists hold live instances only: what was terminated drops out, without a tombstone. */
  readonly listIsLiveOnly: boolean;
  /** While an instance boots, its addresses are missing, not null. */
  readonly addressMissingWhileBooting: boolean;
  /** One id that nobody knows fails a whole batch. */
  readonly unknownIdFailsBatch: boolean;
  /** File systems are listed under `/file-systems`, and made and deleted under `/filesystems`. */
  readonly twoSpellingsOfFileSystems: boolean;
  /** More than a request a second, or a launch in 12 seconds, answers 429, as JSON or as text. */
  readonly rateLimited: boolean;
  /** Whoever sends no User-Agent, or that of a known library, is blocked with a page that is no JSON. */
  readonly blocksUnknownAgents: boolean;
  /** Every read of an instance holds `jupyter_token` and `jupyter_url`, which are secrets. */
  readonly jupyterInReads: boolean;
  /** The map of capacity is out of date: a region that it names has none. */
  readonly capacityMapLies: boolean;
  /** What does not exist is refused at launch now with 400, now with 404. */
  readonly twoStatusesForAbsent: boolean;
}

/** As the real service is known to be. */
export const realQuirks: Quirks = {
  secondTerminateFails: true,
  launchFailsButCreates: true,
  newInstanceIsNotFound: true,
  listIsLiveOnly: true,
  addressMissingWhileBooting: true,
  unknownIdFailsBatch: true,
  twoSpellingsOfFileSystems: true,
  rateLimited: true,
  blocksUnknownAgents: true,
  jupyterInReads: true,
  capacityMapLies: true,
  twoStatusesForAbsent: true,
};
