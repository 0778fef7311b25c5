// Written by hand: rows that nothing of the programme writes today, each on the other side of one condition of a row policy.
import type { Cast } from './cast.ts';
import { accepted, home, proposal } from './homeSteps.ts';
import { offer } from './offers.ts';
import type { Scene, Step } from './play.ts';
import { application, applicationSet, apply, elsewhere, opened } from './workSteps.ts';

const one = '1';
const unguarded = (table: string): Step => [
  null,
  `alter table public.${table} disable trigger guard_transition`,
  '0',
];

function partnersKnown({ coordinator, landlord, otherHealth }: Cast): Scene[] {
  const knows = (id: string) => `select count(*)::text from public.partners where id = '${id}'`;
  const agreement = (set: string): Step => [
    null,
    `update public.agreements set ${set} where partner_id = '${landlord.id}'`,
    one,
  ];
  const unknown = (set: string): Step[] => [
    agreement(set),
    [coordinator, knows(landlord.id), '0'],
    agreement("starts_on = '2016-10-01', ends_on = null, ended_at = null"),
    [coordinator, knows(landlord.id), one],
  ];
  return [
    {
      title: 'a coordinator knows a landlord from the first day of its agreement to the last, both included',
      steps: [
        ...unknown('starts_on = access.today() + 1'),
        ...unknown('ends_on = access.today() - 1'),
        ...unknown('ended_at = now()'),
        agreement('starts_on = access.today(), ends_on = access.today()'),
        [coordinator, knows(landlord.id), one],
      ],
    },
    {
      title: 'a coordinator does not know a health partner, whatever its agreement is said to be of',
      steps: [
        // The row rule does not rest on the key.
        [null, 'alter table public.agreements drop constraint agreements_of_partner', '0'],
        [
          null,
          `update public.agreements set audience = 'LANDLORD' where partner_id = '${otherHealth.id}'`,
          one,
        ],
        [coordinator, knows(otherHealth.id), '0'],
      ],
    },
  ];
}

function disclosuresToLandlords({ coordinator, landlord, otherLandlord, family }: Cast): Scene[] {
  const [adult] = family.adults;
  const below = `'${family.id}', '${coordinator.id}'`;
  const disclose = (level: string) =>
    `insert into public.disclosures (id, partner_id, audience, family_id, followed_by, person_id, level, purpose, proposal_id, reference, expires_at)
     values (gen_random_uuid(), '${landlord.id}', 'LANDLORD', ${below}, '${adult?.id}', '${level}', 'HOUSING', '${proposal}', access.new_disclosure_reference(), now() + interval '1 day')`;
  const proposed = (of: string): Step[] => [
    unguarded('housing_offers'),
    unguarded('housing_proposals'),
    [null, offer(of, `'${home}'`), one],
    [
      null,
      `insert into public.housing_proposals (id, partner_id, offer_id, family_id, followed_by, status) values ('${proposal}', '${of}', '${home}', ${below}, 'DRAFT')`,
      one,
    ],
    [
      null,
      `insert into public.housing_proposal_files (proposal_id, partner_id, family_id, followed_by, monthly_resources_cents) values ('${proposal}', '${of}', ${below}, 1)`,
      one,
    ],
  ];
  const names = 'select count(*)::text from public.person_identities';
  const files = 'select count(*)::text from public.housing_proposal_files';
  return [
    {
      title: 'a card shows a landlord no name, even one that says whose it is',
      steps: [
        ...proposed(landlord.id),
        [null, disclose('CARD'), one],
        [landlord, names, '0'],
        [null, disclose('IDENTITY'), one],
        [landlord, names, one],
      ],
    },
    {
      title: 'a landlord reads the file of its own proposal alone, whichever one a disclosure to it names',
      steps: [
        ...proposed(otherLandlord.id),
        [null, disclose('IDENTITY'), one],
        [landlord, files, '0'],
        [otherLandlord, files, '0'],
        [
          null,
          `update public.housing_proposal_files set partner_id = '${landlord.id}' where proposal_id = '${proposal}'`,
          one,
        ],
        [landlord, files, one],
      ],
    },
  ];
}

function applicationsNotPresented(cast: Cast): Scene {
  const { employer, otherEmployer } = cast;
  const blind = "update public.job_applications set note = 'x'";
  const present = applicationSet(
    "status = 'PRESENTED', presented_at = now(), expires_at = now() + interval '9 days'",
  );
  return {
    title: 'an employer changes no application before it is presented',
    steps: [
      ...opened(cast),
      unguarded('job_applications'),
      [null, apply(cast, application, elsewhere, otherEmployer.id, 'DRAFT'), one],
      [otherEmployer, blind, '0'],
      [null, present, one],
      [otherEmployer, blind, one],
      [employer, blind, '0'],
    ],
  };
}

/** Transfers need the proposals to be over; a change by hand takes along what is there. */
function regionOfProposals(cast: Cast): Scene {
  const follows = (table: string): Step => [
    null,
    `select string_agg(distinct region_code, ',') from public.${table} where proposal_id = '${proposal}'`,
    '75',
  ];
  return {
    title: 'a family that comes to another region takes the file and the leaseholders of its proposals along',
    steps: [
      ...accepted(cast),
      unguarded('families'),
      [null, `update public.families set region_code = '75' where id = '${cast.family.id}'`, one],
      follows('housing_proposal_files'),
      follows('housing_proposal_leaseholders'),
    ],
  };
}

export const rowsUnlikely = (cast: Cast): Scene[] => [
  ...partnersKnown(cast),
  ...disclosuresToLandlords(cast),
  applicationsNotPresented(cast),
  regionOfProposals(cast),
];
