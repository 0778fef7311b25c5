import { createRequire } from 'node:module';
import type * as Library from 'highs';

// The package's types describe its CommonJS build, whose export is the loader itself.
const load: typeof Library.default.default = createRequire(import.meta.url)('highs');

let loaded: ReturnType<typeof load> | undefined;

/** HiGHS, a solver of linear programs, loaded once a process. It runs in this thread and takes no time limit, so that the same input has the same answer. */
export function solver() {
  loaded ??= load();
  return loaded;
}
