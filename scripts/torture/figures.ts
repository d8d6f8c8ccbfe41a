/** What a torture found. */
export interface Figures {
  readonly killed: number;
  /** Of these, how many left something behind for the sweep. */
  readonly leftByKill: number;
  readonly sweepsKilled: number;
  readonly failures: readonly string[];
}

export function figuresText(where: string, { killed, leftByKill, sweepsKilled, failures }: Figures): string {
  return [
    ...failures,
    `${where}: ${killed} runs killed, ${leftByKill} of them left something; ${sweepsKilled} sweeps killed and repeated; ` +
      `${failures.length} times anything of ours was left or too much was taken`,
  ].join('\n');
}
