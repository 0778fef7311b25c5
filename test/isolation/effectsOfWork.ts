// Written by hand: what an act on a position does to rows that its caller may not write, and what is refused.
import type { Cast } from './cast.ts';
import { revoke, told } from './homeSteps.ts';
import type { Scene, Step } from './play.ts';
import {
  application,
  applicationIs,
  applicationSet,
  apply,
  disclosed,
  hire,
  hired,
  job,
  jobIs,
  jobSet,
  ofApplication,
  ofEmployment,
  opened,
  presented,
  rival,
} from './workSteps.ts';

const one = '1';

function placement(cast: Cast): Step[] {
  const { employer, otherEmployer, coordinator, family } = cast;
  const person = family.adults[0]?.id;
  const sees = (table: string, key: string) =>
    `select count(*)::text from public.${table} where ${key} = '${person}'`;
  return [
    ...presented(cast),
    [
      null,
      `select region_code || followed_by from public.job_applications where id = '${application}'`,
      `84${coordinator.id}`,
    ],
    [null, told(cast, ofApplication), 'EMPLOYMENT CARD first'],
    [employer, sees('persons', 'id'), '1'],
    [employer, sees('person_identities', 'person_id'), '0'],
    [employer, applicationSet("interview_at = now() + interval '70 days', status = 'INTERESTED'"), one],
    [coordinator, applicationSet("expires_at = now() + interval '80 days'"), one],
    [
      null,
      `select (expires_at > now() + interval '79 days')::text from public.disclosures where ${ofApplication}`,
      'true',
    ],
    [coordinator, applicationSet("status = 'DISCLOSED'"), one],
    [null, told(cast, ofApplication), 'EMPLOYMENT CARD first, EMPLOYMENT IDENTITY first'],
    [employer, sees('person_identities', 'person_id'), '1'],
    [otherEmployer, sees('person_identities', 'person_id'), '0'],
    [employer, jobSet("rome = 'K2204'"), 'UT007'],
    [employer, jobSet("contract = 'CDD'"), 'UT007'],
    [employer, jobSet("commune_code = '15267'"), 'UT007'],
    [employer, jobSet("description = 'x'"), one],
    [employer, applicationSet("status = 'ACCEPTED'"), one],
    [employer, hire(), one],
    jobIs('FILLED 1'),
    [null, told(cast, ofApplication), 'EMPLOYMENT CARD first ACT_ENDED, EMPLOYMENT IDENTITY first ACT_ENDED'],
    [null, told(cast, ofEmployment), 'CONTRACT IDENTITY first'],
    [
      null,
      `select concat_ws(' ', contract, rome, hours_per_week, commune_code, region_code, followed_by = '${coordinator.id}') from public.employments where application_id = '${application}'`,
      'CDI G1602 35 15014 84 t',
    ],
    applicationIs('OBSOLETE', rival),
    [employer, sees('persons', 'id'), '0'],
    [
      employer,
      `update public.employments set ends_on = access.today() + 50, end_reason = 'RESIGNED' where application_id = '${application}'`,
      one,
    ],
    [
      null,
      `select (expires_at = access.after_day((access.today() + 50 + interval '3 months')::date))::text from public.disclosures where ${ofEmployment}`,
      'true',
    ],
    [
      null,
      `select (version > 1)::text from public.employments where application_id = '${application}'`,
      'true',
    ],
    jobIs('FILLED 1'),
    [employer, jobSet("status = 'CLOSED'"), one],
    [
      null,
      `select string_agg(to_state || ' ' || audience, ', ' order by array_position(array['PRESENTED','INTERESTED','DISCLOSED','ACCEPTED','HIRED'], to_state)) from public.journal_entries where row_id = '${application}'`,
      'PRESENTED COORDINATOR, INTERESTED EMPLOYER, DISCLOSED COORDINATOR, ACCEPTED EMPLOYER, HIRED EMPLOYER',
    ],
    [
      null,
      `select string_agg(to_state, ',' order by position) from public.events where row_id = '${job}'`,
      'DRAFT,OPEN,FILLED,CLOSED',
    ],
    [
      null,
      `select concat_ws(' ', version > 1, departement_code, region_code) from public.job_offers where id = '${job}'`,
      't 15 84',
    ],
    [null, `select (version > 1)::text from public.job_applications where id = '${application}'`, 'true'],
  ];
}

export function effectsOfWork(cast: Cast): Scene[] {
  const { employer, coordinator, family, protectedFamily } = cast;
  const withdrawn = 'WITHDRAWN PROGRAMME';
  const childrenAsAdults = { ...family, adults: family.children };
  return [
    { title: 'a hire opens, fills, employs and ends what it must', steps: placement(cast) },
    {
      title: 'an immersion, or fewer than 24 hours a week, leaves the person’s other applications',
      steps: [...hired(cast, 'PMSMP'), applicationIs('PRESENTED', rival)],
    },
    {
      title: 'fewer than 24 hours a week leave the person’s other applications',
      steps: [...hired(cast, 'CDI', 20), applicationIs('PRESENTED', rival)],
    },
    {
      title: 'the first of two positions leaves the offer open',
      steps: [...hired(cast, 'CDI', 35, 2), jobIs('OPEN 1')],
    },
    {
      title: 'a full offer hires nobody more',
      steps: [
        ...disclosed(cast),
        [employer, applicationSet("status = 'ACCEPTED'"), one],
        [null, jobSet('positions_filled = 1'), one],
        [employer, hire(), 'UT005'],
        applicationIs('ACCEPTED'),
      ],
    },
    {
      title: 'somebody who did not start gives the position back',
      steps: [
        ...hired(cast),
        [
          employer,
          `update public.employments set end_reason = 'DID_NOT_START', ends_on = access.today() where application_id = '${application}'`,
          one,
        ],
        jobIs('OPEN 0'),
      ],
    },
    {
      title: 'nobody is presented or disclosed without a live consent',
      steps: [
        ...opened(cast),
        [coordinator, apply(cast, application, job, employer.id, 'PRESENTED', 1), 'UT006'],
        [coordinator, apply(cast, application, job, employer.id, 'PRESENTED', 0, childrenAsAdults), 'UT014'],
        [coordinator, apply(cast, application, job, employer.id), one],
        [employer, applicationSet("status = 'INTERESTED'"), one],
        [coordinator, revoke(cast, 0, 'EMPLOYMENT_IDENTITY'), one],
        applicationIs('INTERESTED'),
        [coordinator, applicationSet("status = 'DISCLOSED'"), 'UT006'],
      ],
    },
    {
      title: 'a protected family presents nobody',
      steps: [
        ...opened(cast),
        [coordinator, apply(cast, application, job, employer.id, 'PRESENTED', 0, protectedFamily), 'UT002'],
      ],
    },
    {
      title: 'the card’s consent revoked withdraws every live application',
      steps: [
        ...presented(cast),
        [coordinator, revoke(cast, 0, 'EMPLOYMENT_CARD'), one],
        applicationIs(`${withdrawn} CONSENT_REVOKED`),
        applicationIs(`${withdrawn} CONSENT_REVOKED`, rival),
        [null, told(cast, ofApplication), 'EMPLOYMENT CARD first CONSENT_REVOKED'],
      ],
    },
    {
      title: 'the identity’s consent revoked withdraws what was disclosed, and no more',
      steps: [
        ...disclosed(cast),
        [coordinator, revoke(cast, 0, 'EMPLOYMENT_IDENTITY'), one],
        applicationIs(`${withdrawn} CONSENT_REVOKED`),
        applicationIs('PRESENTED', rival),
      ],
    },
    {
      title: 'an offer withdrawn takes its applications with it',
      steps: [
        ...presented(cast),
        [employer, jobSet("status = 'WITHDRAWN'"), one],
        applicationIs(`${withdrawn} OFFER_WITHDRAWN`),
        applicationIs('PRESENTED', rival),
      ],
    },
    {
      title: 'protection withdraws applications and closes what is open',
      steps: [
        ...presented(cast),
        [coordinator, `update public.families set protected = true where id = '${family.id}'`, one],
        applicationIs(`${withdrawn} FAMILY_PROTECTED`),
        [null, told(cast, ofApplication), 'EMPLOYMENT CARD first FAMILY_PROTECTED'],
      ],
    },
    {
      title: 'an agreement’s end withdraws the employer’s offers and applications',
      steps: [
        ...presented(cast),
        [null, `update public.agreements set ended_at = now() where partner_id = '${employer.id}'`, one],
        applicationIs(`${withdrawn} PARTNER_LEFT`),
        jobIs('WITHDRAWN 0'),
        [null, told(cast, ofApplication), 'EMPLOYMENT CARD first AGREEMENT_ENDED'],
        applicationIs('PRESENTED', rival),
      ],
    },
  ];
}
