/** Machines that are told no seed have to come to the same one. */
export const seedOfShards = 0;
