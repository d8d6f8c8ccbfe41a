export const provider = 'not the default export';
