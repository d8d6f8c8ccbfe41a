/** Title and statement of a contract; undefined for one that came with its provider. */
export type DescribeContract = (contract: string) => { readonly title: string; readonly statement: string } | undefined;
