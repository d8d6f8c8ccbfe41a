export { type ContractMeta, type DescribeProviderOptions, describeProvider } from '../vitest/describe-provider.ts';
