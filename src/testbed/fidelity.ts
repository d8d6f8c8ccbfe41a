/** How close a testbed is to the real service, weakest first. */
export const fidelities = ['simulated', 'emulated', 'local', 'live'] as const;

/** simulated: our model. emulated: an independent model. local: the real software here. live: the real service. */
export type Fidelity = (typeof fidelities)[number];
