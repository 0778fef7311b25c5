/** A date, an instant or a number that is a canary: SQL over the row's number `n`, as text in answers. */
export interface CanaryValue {
  table: string;
  column: string;
  key?: string;
  value: string;
}

const day = (year: number) => `(date '${year}-01-01' + n::int)`;
const instant = (year: number) => `(${day(year)}::timestamp at time zone 'UTC')`;
const cents = (kind: number) => `(${973_200_000 + kind * 10_000} + n)::int`;

/**
 * Years in which nothing of the demo lies, amounts that nobody asks: each column has its own, each row another. Dates that steer the
 * product (terms, days in force) and rows that hold none stay as they are.
 */
export const canaryValues: readonly CanaryValue[] = [
  { table: 'person_identities', column: 'birth_date', key: 'person_id', value: day(1900) },
  { table: 'rights_steps', column: 'submitted_on', value: day(1905) },
  { table: 'rights_steps', column: 'granted_on', value: day(1915) },
  { table: 'consents', column: 'given_on', value: day(1925) },
  { table: 'tenancies', column: 'signed_on', value: day(1932) },
  { table: 'housing_proposals', column: 'commission_on', value: day(1935) },
  { table: 'housing_proposals', column: 'lease_signed_on', value: day(1938) },
  { table: 'care_referrals', column: 'next_appointment_on', value: day(1941) },
  { table: 'persons', column: 'available_from', value: day(1944) },
  { table: 'families', column: 'arrived_on', value: day(1947) },
  { table: 'housing_proposals', column: 'visit_at', value: instant(1950) },
  { table: 'job_applications', column: 'interview_at', value: instant(1953) },
  { table: 'housing_offers', column: 'rent_cents', value: cents(0) },
  { table: 'housing_offers', column: 'charges_cents', value: cents(1) },
  { table: 'housing_offers', column: 'deposit_cents', value: cents(2) },
  { table: 'housing_proposal_files', column: 'monthly_resources_cents', key: 'proposal_id', value: cents(3) },
  { table: 'housing_proposals', column: 'lease_rent_cents', value: cents(4) },
  { table: 'tenancies', column: 'rent_cents', value: cents(5) },
  { table: 'job_offers', column: 'gross_hourly_cents', value: cents(6) },
];

/** What such a value looks like in an answer. */
export const canaryValue = /\b19[0-5]\d-\d\d-\d\d|\b9732[0-6]\d{4}\b/g;
