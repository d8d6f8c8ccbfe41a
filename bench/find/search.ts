/** What one search for a defect cost, at one seed. Calls are provider calls: on a real cloud they are what is paid for. */
export type Search =
  | { readonly found: false; readonly calls: number }
  | {
      readonly found: true;
      readonly cases: number;
      readonly callsToFind: number;
      /** Calls until the counterexample was as small as this search makes it. */
      readonly callsToMinimal: number;
      readonly steps: number;
    };

/** Most cases of one search. */
export const casesMax = 200;
