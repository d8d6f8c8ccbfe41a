// They guard nothing: the cloud listens on the loopback of one computer and holds nothing but what tests put there. They
// are two, so that a provider cannot ask the oracle by mistake.

/** What the service asks for. */
export const serviceToken = 'served-9f86d081884c7d659a2feaa0c55ad015';
/** What the oracle asks for. */
export const oracleToken = 'oracle-60303ae22b998861bce3b28f33eec1be';

/** Names who asks, as the account of a real service does: what is made carries it. */
export const ownerHeader = 'x-owner';
