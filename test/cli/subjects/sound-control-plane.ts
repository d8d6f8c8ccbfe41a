export { referenceControlPlane as default } from '../../../src/controlplane/reference/reference.ts';
