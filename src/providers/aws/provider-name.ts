import { type Refuse, refuseAs } from '../../provider/refuse.ts';

/** Name under which AWS reports its errors. */
export const providerName = 'aws';

/** A request that is wrong, and where. */
export const refuse: Refuse = refuseAs(providerName);
