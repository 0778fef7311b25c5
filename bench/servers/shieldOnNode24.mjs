// graphql-shield 7.6.5 as an ES module asks node:util for `isUndefined`, which Node 23 took away: on newer ones its CommonJS build is
// loaded instead, which asks for it only in rules that nobody here uses. Needed until src/access/shield.ts does so itself.
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const commonJs = pathToFileURL(
  createRequire(import.meta.resolve('../../src/main.ts')).resolve('graphql-shield'),
).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'graphql-shield'
      ? { url: commonJs, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
});
