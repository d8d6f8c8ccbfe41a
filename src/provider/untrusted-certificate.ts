const codes: ReadonlySet<unknown> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Whether the code of an error of a socket says that nobody known signed the certificate of whoever answered. */
export function isUntrusted(code: unknown): boolean {
  return codes.has(code);
}

/** What to do about it, to be said of whose certificate it is. */
export function untrustedText(of: string): string {
  return `the certificate of ${of} is signed by nobody known: NODE_EXTRA_CA_CERTS names a file with who is`;
}
