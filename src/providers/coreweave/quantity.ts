const scales: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['m', 1e-3],
  ...['k', 'M', 'G', 'T', 'P'].map((suffix, power) => [suffix, 1_000 ** (power + 1)] as const),
  ...['Ki', 'Mi', 'Gi', 'Ti', 'Pi'].map((suffix, power) => [suffix, 1_024 ** (power + 1)] as const),
]);

/** A quantity of Kubernetes as a number: the server writes `4096Mi` as `4Gi`, and `2000m` as `2`. Throws for another text. */
export function readQuantity(quantity: unknown, what: string): number {
  if (typeof quantity === 'number') return quantity;
  const [, digits, suffix = ''] = /^(\d+(?:\.\d+)?(?:[eE]\d+)?)([A-Za-z]*)$/.exec(String(quantity)) ?? [];
  const scale = scales.get(suffix);
  if (digits === undefined || scale === undefined) throw new Error(`${what} is no quantity`);
  return Number(digits) * scale;
}
