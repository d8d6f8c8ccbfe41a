import { setFlagsFromString } from 'node:v8';

// V8 has a mode for who has processors to share and nobody waiting for an answer: it compiles later, and less. Workers run
// beside each other, and most end before the best of compilers has paid: their compiling was a tenth of all the work of
// `assay certify` and more (`npm run bench -- --only certify`). The first import of a worker, so that what comes after is
// compiled so. An engine that does not know the mode says so on stderr, which for a worker nobody hears, and goes on.
setFlagsFromString('--efficiency-mode');
