/** What moto cannot judge, and why, by the id of each contract. A test on a real moto refuses an entry that it could do without. */
export const cannot: Readonly<Record<string, string>> = {};
