import { defineMutant, withProvider } from '../../../../fixtures/define-mutant.ts';

/** spawn ends the process as soon as the container is there. */
export default defineMutant({
  name: 'dies-after-spawn',
  defect: 'spawn ends the process as soon as the container is there.',
  contracts: [],
  breaks: (registration) =>
    withProvider(registration, {
      spawn: async (request) => {
        await registration.provider.spawn(request);
        process.exit(0);
      },
    }),
});
