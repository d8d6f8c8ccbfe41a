export { type AwsRegistration, aws, createAws } from '../providers/aws/aws.ts';
export { type AwsDisk, type AwsInstance, project } from '../providers/aws/aws-instance.ts';
export { type AwsDiskSnapshot, type AwsSnapshot, projectSnapshot } from '../providers/aws/aws-snapshot.ts';
export type { AwsProvider } from '../providers/aws/create-provider.ts';
export type { AwsEnhanced } from '../providers/aws/enhanced.ts';
export { materialize } from '../providers/aws/materialize.ts';
export { materializeSnapshot } from '../providers/aws/materialize-snapshot.ts';
