/** With what the testbed itself asks the real service. */
export function headersOf(key: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'user-agent': 'assay-testbed/1' };
}
