import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();
let running: string | undefined;

/** Which contract a piece of work belongs to, also when it goes on after the contract ended. */
export interface ContractScope {
  readonly run: <T>(contract: string, work: () => Promise<T>) => Promise<T>;
  /** The contract that the code running now was started by, where that contract has ended; otherwise undefined. */
  readonly late: () => string | undefined;
}

export const contractScope: ContractScope = {
  run: async (contract, work) => {
    running = contract;
    try {
      return await storage.run(contract, work);
    } finally {
      running = undefined;
    }
  },
  late: () => {
    const started = storage.getStore();
    return started === running ? undefined : started;
  },
};
