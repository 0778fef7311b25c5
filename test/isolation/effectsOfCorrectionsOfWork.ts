// Written by hand: what taking a move of an application back undoes, what it opens anew, and which others return with it.
import type { Partner } from '../partner.ts';
import type { Cast } from './cast.ts';
import { ofProposal, revoke, sent, told } from './homeSteps.ts';
import { doing, earlier, type Scene, type Step, undoing } from './play.ts';
import {
  application,
  applicationIs,
  applicationSet,
  disclosed,
  elsewhere,
  hired,
  jobIs,
  ofApplication,
  ofEmployment,
  rival,
} from './workSteps.ts';

const one = '1';
const builtUpon = 'UT013';
/** What a coordinator alone knows of. */
const unseen = 'UT015';
const another = '00000000-0000-4000-8000-0000000000d5';

export const undo = (who: Partner, gives = one): Step => [
  undoing(who),
  applicationSet('status = status'),
  gives,
];
export const unguarded = (table: string): Step => [
  null,
  `alter table public.${table} disable trigger guard_transition`,
  '0',
];
const jobBecomes = (set: string, id: string): Step[] => [
  unguarded('job_offers'),
  [null, `update public.job_offers set ${set} where id = '${id}'`, one],
];
const contract = (set: string) =>
  `update public.employments set ${set} where application_id = '${application}'`;
export const bothAnew =
  'EMPLOYMENT CARD first ACT_ENDED, EMPLOYMENT CARD first, EMPLOYMENT IDENTITY first ACT_ENDED, EMPLOYMENT IDENTITY first';

function ofHires(cast: Cast): Scene[] {
  const { employer, coordinator, family } = cast;
  return [
    {
      title: 'a hire taken back did not start, gives its position back and opens what is consented to',
      steps: [
        ...sent(cast),
        ...hired(cast),
        earlier('1 hour'),
        undo(employer),
        applicationIs('ACCEPTED'),
        jobIs('OPEN 0'),
        [
          null,
          `select concat_ws(' ', status, end_reason, ends_on = starts_on) from public.employments where application_id = '${application}'`,
          'NOT_STARTED DID_NOT_START t',
        ],
        [null, told(cast, ofEmployment), 'CONTRACT IDENTITY first ACT_ENDED'],
        [null, told(cast, ofApplication), bothAnew],
        [
          null,
          `select string_agg(distinct audience, ',') from public.disclosures where ${ofApplication} or ${ofEmployment}`,
          'EMPLOYER',
        ],
        [null, told(cast, ofProposal), 'HOUSING CARD'],
        applicationIs('PRESENTED', rival),
        [
          null,
          told(cast, `application_id = '${rival}'`),
          'EMPLOYMENT CARD first ACT_ENDED, EMPLOYMENT CARD first',
        ],
        [null, applicationSet('hire_hours_per_week = hire_hours_per_week'), one],
        [
          doing(employer, 'confirmHire'),
          applicationSet("status = 'HIRED', hire_starts_on = access.today(), hire_hours_per_week = 35"),
          one,
        ],
        [null, told(cast, ofEmployment), 'CONTRACT IDENTITY first ACT_ENDED, CONTRACT IDENTITY first'],
        jobIs('FILLED 1'),
      ],
    },
    {
      title: 'a hire taken back leaves as it was what had closed before',
      steps: [
        ...hired(cast),
        [
          null,
          `update public.disclosures set closed_at = now(), close_reason = 'EXPIRED' where ${ofEmployment}`,
          one,
        ],
        undo(employer),
        [null, told(cast, ofEmployment), 'CONTRACT IDENTITY first EXPIRED'],
      ],
    },
    {
      title: 'a hire is not taken back once its employment has ended, was confirmed, or its person has gone',
      steps: [
        ...hired(cast),
        [employer, contract("end_reason = 'RESIGNED', ends_on = current_date"), one],
        undo(employer, builtUpon),
        unguarded('employments'),
        [null, contract('end_reason = null, ends_on = null'), one],
        [null, 'alter table public.employments enable trigger guard_transition', '0'],
        [
          employer,
          `insert into public.employment_retentions (id, employment_id, partner_id, family_id, followed_by, month, still_in_post, confirmed_on) select '${another}', id, partner_id, family_id, '${coordinator.id}', 1, true, current_date from public.employments where application_id = '${application}'`,
          one,
        ],
        undo(employer, builtUpon),
        [null, `delete from public.employment_retentions where id = '${another}'`, one],
        [null, 'alter table public.persons disable trigger departure_withdraws', '0'],
        [
          null,
          `update public.persons set departed_on = current_date where id = '${family.adults[0]?.id}'`,
          one,
        ],
        undo(employer, unseen),
        [null, `update public.persons set departed_on = null where id = '${family.adults[0]?.id}'`, one],
        undo(employer),
      ],
    },
    {
      title: 'a hire is taken back to no name without its consent',
      steps: [
        ...hired(cast),
        [coordinator, revoke(cast, 0, 'EMPLOYMENT_CARD'), one],
        undo(employer, 'UT006'),
      ],
    },
  ];
}

/** The second application as it was when the hire made it OBSOLETE, and what happens before the hire is taken back. */
function ofOthers(cast: Cast): Scene[] {
  const { employer, otherEmployer, coordinator, family } = cast;
  const scene = (
    title: string,
    between: readonly Step[],
    then: string,
    before: readonly Step[] = [],
  ): Scene => ({
    title,
    steps: [
      ...disclosed(cast),
      ...before,
      ...hired(cast).slice(disclosed(cast).length),
      earlier('1 hour'),
      ...between,
      undo(employer),
      applicationIs(then, rival),
    ],
  });
  const loaded = (id: string, adult: number, status: string, more = ''): Step => [
    { partner: coordinator, role: 'demo_loader' },
    `insert into public.job_applications (id, partner_id, offer_id, person_id, family_id, followed_by, status, presented_at, expires_at${more ? ', declined_by, decline_reason' : ''})
     values ('${id}', '${otherEmployer.id}', '${elsewhere}', '${family.adults[adult]?.id}', '${family.id}', '${coordinator.id}', '${status}', now(), now() + interval '9 days'${more})`,
    one,
  ];
  return [
    scene('an application that the hire made obsolete returns to the state that it had', [], 'INTERESTED', [
      [doing(otherEmployer, 'expressInterest'), applicationSet("status = 'INTERESTED'", rival), one],
    ]),
    scene(
      'it stays where its offer is closed, though others are open',
      jobBecomes("status = 'CLOSED'", elsewhere),
      'OBSOLETE',
    ),
    scene(
      'it stays where its offer is full',
      jobBecomes('positions_filled = positions', elsewhere),
      'OBSOLETE',
    ),
    scene(
      'it stays where it was withdrawn meanwhile',
      [
        unguarded('job_applications'),
        [null, applicationSet("status = 'WITHDRAWN'", rival), one],
        [null, 'alter table public.job_applications enable trigger guard_transition', '0'],
      ],
      'WITHDRAWN',
    ),
    scene(
      'it stays where its deadline is over',
      [[null, applicationSet("expires_at = now() - interval '1 day'", rival), one]],
      'OBSOLETE',
    ),
    scene(
      'it stays where another hire had made it obsolete',
      [
        [
          null,
          `do $d$ begin update public.journal_entries set at = at - interval '1 day' where row_id = '${rival}'; end $d$`,
          '0',
        ],
      ],
      'OBSOLETE',
    ),
    scene(
      'it returns beside another person’s, and beside one of its own that has ended',
      [
        loaded(another, 1, 'PRESENTED'),
        loaded(another.replace('d5', 'd6'), 0, 'DECLINED', ", 'EMPLOYER', 'OTHER'"),
      ],
      'PRESENTED',
    ),
    scene('it stays where the person has applied there again', [loaded(another, 0, 'PRESENTED')], 'OBSOLETE'),
    scene(
      'it returns alone: one that was obsolete before the hire stays so',
      [applicationIs('OBSOLETE', another)],
      'PRESENTED',
      [loaded(another, 0, 'OBSOLETE')],
    ),
    {
      title: 'one that was obsolete before the hire stays so',
      steps: [
        ...disclosed(cast),
        [
          otherEmployer,
          applicationSet("status = 'DECLINED', declined_by = 'EMPLOYER', decline_reason = 'OTHER'", rival),
          one,
        ],
        loaded(another, 0, 'OBSOLETE'),
        ...hired(cast).slice(disclosed(cast).length),
        applicationIs('DECLINED EMPLOYER', rival),
        earlier('1 hour'),
        undo(employer),
        applicationIs('OBSOLETE', another),
        applicationIs('DECLINED EMPLOYER', rival),
      ],
    },
  ];
}

export const effectsOfCorrectionsOfWork = (cast: Cast): Scene[] => [...ofHires(cast), ...ofOthers(cast)];
