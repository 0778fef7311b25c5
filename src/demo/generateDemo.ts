import { readCommunes } from '../reference/communes.ts';
import { createArrivals } from './arrivals.ts';
import { createCalendar } from './calendar.ts';
import { createCare } from './care.ts';
import { Consents, collectConsents } from './consents.ts';
import { createDemoRows, type DemoRows } from './demoRows.ts';
import { Disclosures } from './disclosures.ts';
import type { Draft } from './draft.ts';
import { createFamilies } from './families.ts';
import { protectOne, recordFamilies } from './familyRecords.ts';
import { createHousing } from './housing.ts';
import { createLabour } from './labour.ts';
import { createPartners } from './partners.ts';
import { choosePlaces } from './places.ts';
import { createRandom } from './random.ts';
import { createRights } from './rights.ts';

export interface DemoRequest {
  /** Any whole number; the same one gives the same demo, uuids included. */
  seed: number;
  /** The day of loading in Paris, `yyyy-mm-dd`: every date is so many days from it. */
  today: string;
}

/**
 * A programme that looks real: 90 families and 450 persons in six regions, 60 partners, every state of every machine, coherent
 * with what the acts' effects would have left behind. Pure: reads nothing but the communes, writes nothing.
 */
export function generateDemo({ seed, today }: DemoRequest): DemoRows {
  const draft = createDraft(seed, today);
  const families = createFamilies(draft, createArrivals(draft));
  protectOne(families);
  const ledgers = { draft, consents: new Consents(draft), disclosures: new Disclosures(draft) };
  collectConsents(draft, ledgers.consents, families);
  const homes = createHousing(ledgers, families);
  createLabour(ledgers, families, homes);
  createCare(ledgers, families);
  createRights(draft, families);
  recordFamilies(draft, families);
  return draft.rows;
}

function createDraft(seed: number, today: string): Draft {
  const calendar = createCalendar(today);
  const places = choosePlaces(readCommunes());
  const rows = createDemoRows();
  const random = (stream: string) => createRandom(seed, stream);
  const partners = createPartners({ random: random('partners'), calendar, places, rows });
  return { calendar, places, rows, partners, random };
}
