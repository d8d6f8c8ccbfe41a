import { type Capabilities, noCapabilities } from 'assay';

export const name = 'acme';

/** What Acme offers beyond plain machines. A flag that is on asks for its methods, and brings its contracts. */
export const capabilities = { ...noCapabilities } as const satisfies Capabilities;
