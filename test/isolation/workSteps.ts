// Written by hand: what an employer and a coordinator write, step by step, from an open position to a hire.
import type { Cast } from './cast.ts';
import { position } from './offers.ts';
import { doing, type Step } from './play.ts';

export const job = '00000000-0000-4000-8000-0000000000d1';
export const elsewhere = '00000000-0000-4000-8000-0000000000d2';
export const application = '00000000-0000-4000-8000-0000000000d3';
export const rival = '00000000-0000-4000-8000-0000000000d4';
const one = '1';

export const ofApplication = `application_id = '${application}'`;
export const ofEmployment = `employment_id in (select id from public.employments where application_id = '${application}')`;
export const jobIs = (status: string, id = job): Step => [
  null,
  `select status || ' ' || positions_filled from public.job_offers where id = '${id}'`,
  status,
];
export const applicationIs = (status: string, id = application): Step => [
  null,
  `select concat_ws(' ', status, declined_by, withdrawal_reason) from public.job_applications where id = '${id}'`,
  status,
];
export const applicationSet = (changes: string, id = application) =>
  `update public.job_applications set ${changes} where id = '${id}'`;
export const jobSet = (changes: string) => `update public.job_offers set ${changes} where id = '${job}'`;

export const apply = (
  cast: Cast,
  id: string,
  of: string,
  employer: string,
  status = 'PRESENTED',
  adult = 0,
  family = cast.family,
) =>
  `insert into public.job_applications (id, partner_id, offer_id, person_id, family_id, followed_by, status, presented_at, expires_at)
   values ('${id}', '${employer}', '${of}', '${family.adults[adult]?.id}', '${family.id}', '${cast.coordinator.id}', '${status}',
     ${status === 'DRAFT' ? 'null, null' : "now(), now() + interval '60 days'"})`;

export function opened(cast: Cast, contract = 'CDI', positions = 1): Step[] {
  const { employer, otherEmployer } = cast;
  return [
    [employer, position(employer.id, `'${job}'`, 'DRAFT', contract, positions), one],
    [employer, jobSet("status = 'OPEN'"), one],
    [otherEmployer, position(otherEmployer.id, `'${elsewhere}'`), one],
    [otherEmployer, `update public.job_offers set status = 'OPEN' where id = '${elsewhere}'`, one],
  ];
}

export const presented = (cast: Cast, contract?: string, positions?: number): Step[] => [
  ...opened(cast, contract, positions),
  [doing(cast.coordinator, 'presentCandidate'), apply(cast, application, job, cast.employer.id), one],
  [cast.coordinator, apply(cast, rival, elsewhere, cast.otherEmployer.id), one],
];
export const disclosed = (cast: Cast, contract?: string, positions?: number): Step[] => [
  ...presented(cast, contract, positions),
  [doing(cast.employer, 'expressInterest'), applicationSet("status = 'INTERESTED'"), one],
  [doing(cast.coordinator, 'discloseCandidate'), applicationSet("status = 'DISCLOSED'"), one],
];
export const hire = (hours = 35) =>
  applicationSet(`status = 'HIRED', hire_starts_on = access.today(), hire_hours_per_week = ${hours}`);
export const hired = (cast: Cast, contract?: string, hours?: number, positions?: number): Step[] => [
  ...disclosed(cast, contract, positions),
  [doing(cast.employer, 'acceptApplication'), applicationSet("status = 'ACCEPTED'"), one],
  [doing(cast.employer, 'confirmHire'), hire(hours), one],
];
