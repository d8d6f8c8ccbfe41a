/** What `.ci/build-image` makes: a shell and its tools. */
export const image = 'assay-busybox:local';
