import fc from 'fast-check';

/**
 * The gate asks every law at one seed, so that a change is refused for what it did and never for what was drawn;
 * the nightly run asks at another one.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.ASSAY_TEST_SEED ?? 1) });
