// drizzle-kit and the relations read every table from here.
export * from './aggregates/aggregates.table.ts';
export * from './care/care.table.ts';
export * from './disclosures/careReceipts.table.ts';
export * from './disclosures/disclosures.table.ts';
export * from './events/events.table.ts';
export * from './families/families.table.ts';
export * from './families/persons.table.ts';
export * from './families/transfers.table.ts';
export * from './housing/offers.table.ts';
export * from './housing/proposals.table.ts';
export * from './housing/tenancies.table.ts';
export * from './jobs/applications.table.ts';
export * from './jobs/employments.table.ts';
export * from './jobs/offers.table.ts';
export * from './partners/partners.table.ts';
export * from './pathway/pathway.table.ts';
export * from './reference/reference.table.ts';
