/** The mark that everything carries which a run makes: the signed one, which a sweep knows again, where there is one. */
export function ownerOf(runId: string, { owner }: Readonly<Record<string, string>>): string {
  return owner ?? `unsigned.${runId}`;
}
