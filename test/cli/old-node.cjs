// Loaded before bin/assay.js: this Node then says that it is an old one.
Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });
