import type { Consents } from './consents.ts';
import type { Disclosures } from './disclosures.ts';
import type { Draft } from './draft.ts';

/** What every act of the demo writes beside its own row. */
export interface Ledgers {
  draft: Draft;
  consents: Consents;
  disclosures: Disclosures;
}
