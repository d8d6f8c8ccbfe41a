const scales: Readonly<Record<string, number>> = {
  ...{ '': 1, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 },
};

/** A quantity as a number, or null where it is none. */
export function parseQuantity(quantity: unknown): number | null {
  const [, digits, suffix = ''] = /^([+-]?\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(String(quantity)) ?? [];
  const scale = scales[suffix];
  return digits === undefined || scale === undefined ? null : Number(digits) * scale;
}

const larger: Readonly<Record<string, string>> = { Ki: 'Mi', Mi: 'Gi', Gi: 'Ti' };

/** As the server writes what it was given: in the largest unit that leaves a whole number. */
export function canonical(quantity: unknown): string {
  const [, digits, suffix = ''] = /^(\d+)([A-Za-z]*)$/.exec(String(quantity)) ?? [];
  if (digits === undefined) return String(quantity);
  if (suffix === 'm') return Number(digits) % 1_000 === 0 ? String(Number(digits) / 1_000) : `${digits}m`;
  const next = larger[suffix];
  const number = Number(digits);
  return next === undefined || number === 0 || number % 1_024 !== 0
    ? `${digits}${suffix}`
    : canonical(`${number / 1_024}${next}`);
}
