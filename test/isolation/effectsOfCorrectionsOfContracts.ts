import type { Cast } from './cast.ts';
import { contract, homeSet, off, on, reads, undoJob } from './effectsOfCorrectionsOfEnds.ts';
import { agreed, homeIs, ofTenancy, proposal, sign, signed, tenancy, told } from './homeSteps.ts';
import { doing, earlier, type Scene, type Step, undoing } from './play.ts';
import { application, hired, jobIs, jobSet, ofEmployment } from './workSteps.ts';

const one = '1';
const builtUpon = 'UT013';
/** What a coordinator alone knows of. */
const unseen = 'UT015';
const made = '00000000-0000-4000-8000-0000000000fa';
function ofContracts(cast: Cast): Scene[] {
  const { landlord, employer, coordinator, family } = cast;
  const undoLease = (gives = one): Step => [undoing(landlord), tenancy('status = status'), gives];
  const is = (gives: string): Step =>
    reads(
      'tenancies',
      `proposal_id = '${proposal}'`,
      'status, leaseholder, slides_on = current_date + 9, end_reason, ends_on',
      gives,
    );
  const slid: Step[] = [
    ...agreed(cast),
    [doing(landlord, 'signLease'), sign().replace("'DIRECT'", "'SLIDING'"), one],
    [landlord, tenancy('slides_on = current_date + 9'), one],
    [doing(landlord, 'slideLease'), tenancy("leaseholder = 'FAMILY', slides_on = current_date"), one],
  ];
  const journey = (to: string): Step[] => [
    off('families'),
    [null, `update public.families set journey = '${to}' where id = '${family.id}'`, one],
    on('families'),
  ];
  const ends: Step = [
    doing(landlord, 'endTenancy'),
    tenancy("status = 'ENDED', ends_on = current_date, end_reason = 'OTHER'"),
    one,
  ];
  const homeBecomes = (status: string): Step[] => [
    off('housing_offers'),
    [null, homeSet(`status = '${status}'`), one],
    on('housing_offers'),
  ];
  return [
    {
      title:
        'a slide taken back leaves the lease to the programme, unless the family is autonomous by it or has gone',
      steps: [
        ...slid,
        ...journey('AUTONOMOUS'),
        undoLease(unseen),
        ...journey('CANCELLED'),
        undoLease(unseen),
        ...journey('ARRIVED'),
        undoLease(),
        is('ACTIVE PROGRAMME t'),
      ],
    },
    {
      title: 'a slide is not taken back once the lease itself has moved',
      steps: [
        ...slid,
        earlier('1 hour'),
        [doing(landlord, 'recordNotice'), tenancy("status = 'NOTICE', ends_on = current_date + 60"), one],
        [doing(landlord, 'withdrawNotice'), tenancy("status = 'ACTIVE', ends_on = null"), one],
        undoLease('UT001'),
        is('ACTIVE FAMILY f'),
      ],
    },
    {
      title:
        'the end of a lease taken back lets its home again, opens its names anew, and keeps its former last day',
      steps: [
        ...signed(cast),
        [landlord, tenancy('ends_on = current_date + 300'), one],
        ends,
        homeIs('CLOSED'),
        [
          null,
          `update public.disclosures set opened_at = now() - interval '9 days', expires_at = now() - interval '1 day' where ${ofTenancy} and person_id = '${family.adults[0]?.id}'`,
          one,
        ],
        ...homeBecomes('WITHDRAWN'),
        undoLease(builtUpon),
        ...homeBecomes('CLOSED'),
        undoLease(),
        homeIs('LET'),
        [
          null,
          `select (ends_on = current_date + 300)::text || coalesce(end_reason, '') from public.tenancies where proposal_id = '${proposal}'`,
          'true',
        ],
        [
          null,
          told(cast, ofTenancy),
          'TENANCY IDENTITY first EXPIRED, TENANCY IDENTITY first, TENANCY IDENTITY second',
        ],
      ],
    },
    {
      title: 'the end of a lease taken back opens nothing of a protected family',
      steps: [
        ...signed(cast),
        ends,
        [coordinator, `update public.families set protected = true where id = '${family.id}'`, one],
        undoLease(),
        [
          null,
          told(cast, ofTenancy),
          'TENANCY IDENTITY first FAMILY_PROTECTED, TENANCY IDENTITY second FAMILY_PROTECTED',
        ],
      ],
    },
    ...ofEmployments(cast),
    {
      title: 'somebody who did not start and does takes the position again, if it is there',
      steps: [
        ...hired(cast),
        [
          doing(employer, 'endEmployment'),
          contract("end_reason = 'DID_NOT_START', ends_on = starts_on"),
          one,
        ],
        jobIs('OPEN 0'),
        off('job_offers'),
        off('job_offers', 'withdraws_applications'),
        [null, jobSet("status = 'CLOSED'"), one],
        undoJob(cast, 'UT005'),
        [null, jobSet("status = 'OPEN', positions_filled = 1"), one],
        undoJob(cast, 'UT005'),
        [null, jobSet("status = 'PAUSED', positions_filled = 0"), one],
        undoJob(cast),
        jobIs('FILLED 1'),
      ],
    },
  ];
}

function ofEmployments(cast: Cast): Scene[] {
  const { employer, coordinator, family } = cast;
  const found = (hours: number, kind = 'CDI'): Step => [
    coordinator,
    `insert into public.employments (id, person_id, family_id, followed_by, commune_code, contract, rome, hours_per_week, starts_on)
     values ('${made}', '${family.adults[0]?.id}', '${family.id}', '${coordinator.id}', '15014', '${kind}', 'G1602', ${hours}, current_date)`,
    one,
  ];
  const gone: Step = [null, `delete from public.employments where id = '${made}'`, one];
  const retained = (still: boolean): Step => [
    null,
    `insert into public.employment_retentions (id, employment_id, partner_id, family_id, followed_by, month, still_in_post, confirmed_on) select '${made}', id, partner_id, family_id, followed_by, 1, ${still}, current_date from public.employments where application_id = '${application}'`,
    one,
  ];
  return [
    {
      title:
        'an employment’s end taken back keeps its former last day, unless the person has gone, has another or is known to have left',
      steps: [
        ...hired(cast),
        [employer, contract('ends_on = current_date + 300'), one],
        [doing(employer, 'endEmployment'), contract("end_reason = 'RESIGNED', ends_on = current_date"), one],
        found(14),
        undoJob(cast, unseen),
        gone,
        off('persons', 'departure_withdraws'),
        [
          null,
          `update public.persons set departed_on = current_date where id = '${family.adults[0]?.id}'`,
          one,
        ],
        undoJob(cast, unseen),
        [null, `update public.persons set departed_on = null where id = '${family.adults[0]?.id}'`, one],
        retained(false),
        undoJob(cast, builtUpon),
        [null, `delete from public.employment_retentions where id = '${made}'`, one],
        retained(true),
        found(40, 'PMSMP'),
        undoJob(cast),
        [
          null,
          `select (ends_on = current_date + 300)::text || status from public.employments where application_id = '${application}'`,
          'trueIN_POST',
        ],
        [null, told(cast, ofEmployment), 'CONTRACT IDENTITY first'],
      ],
    },
    {
      title: 'an employment that did not start, or that ended before, makes no hours',
      steps: [
        ...hired(cast),
        [doing(employer, 'endEmployment'), contract("end_reason = 'RESIGNED', ends_on = current_date"), one],
        found(40),
        [null, `update public.employments set end_reason = 'DID_NOT_START' where id = '${made}'`, 'UT001'],
        [coordinator, `update public.employments set end_reason = 'DID_NOT_START' where id = '${made}'`, one],
        undoJob(cast),
      ],
    },
  ];
}

export const effectsOfCorrectionsOfContracts = (cast: Cast): Scene[] => [...ofContracts(cast)];
