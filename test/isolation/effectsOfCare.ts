// Written by hand: what an act of care does to rows that its caller may not write, and what a coordinator learns of it.
import {
  coarse,
  consentEnds,
  expiresIn,
  lookAt,
  moved,
  next,
  ofReferral,
  redirect,
  refer,
  referral,
  referralSet,
  referred,
  sees,
} from './careSteps.ts';
import type { Cast } from './cast.ts';
import { told } from './homeSteps.ts';
import type { Scene, Step } from './play.ts';

const one = '1';

function course(cast: Cast): Step[] {
  const { gateway, otherHealth, coordinator, family } = cast;
  return [
    consentEnds(cast, 500),
    ...referred(cast),
    [null, lookAt(`r.id = '${referral}' and p.id = '${gateway.id}'`), 'SENT t 84 t'],
    [
      null,
      `select concat_ws(' ', contact_person_id = person_id, consent_id is not null, followed_by = '${coordinator.id}') from public.care_referrals where id = '${referral}'`,
      't t t',
    ],
    [null, told(cast, ofReferral), 'CARE IDENTITY first'],
    expiresIn('12 months'),
    [gateway, sees(cast), one],
    [otherHealth, sees(cast), '0'],
    coarse(cast, 'REFERRED f t apc t'),
    [
      null,
      `select region_code || followed_by from public.care_statuses where person_id = '${family.adults[0]?.id}'`,
      `84${coordinator.id}`,
    ],
    ...moved(cast, 'ACKNOWLEDGED', 'WAITLISTED'),
    coarse(cast, 'WAITING t apc t'),
    ...moved(cast, 'IN_CARE'),
    coarse(cast, 'IN_CARE t apc t'),
    ...moved(cast, 'CONCLUDED'),
    expiresIn('30 days'),
    coarse(cast, 'CONCLUDED f t'),
    ...moved(cast, 'IN_CARE'),
    expiresIn('12 months'),
    consentEnds(cast, 20),
    [gateway, referralSet('moved_at = now()'), one],
    [
      null,
      `select (expires_at = access.after_day(access.today() + 20))::text from public.disclosures where ${ofReferral} and closed_at is null`,
      'true',
    ],
    consentEnds(cast, 500),
    ...moved(cast, 'CONCLUDED'),
    // What has expired never reopens: care taken up again opens anew.
    [
      null,
      `update public.disclosures set expires_at = now() - interval '1 day', opened_at = now() - interval '9 days' where ${ofReferral}`,
      one,
    ],
    ...moved(cast, 'IN_CARE'),
    [null, told(cast, ofReferral), 'CARE IDENTITY first EXPIRED, CARE IDENTITY first'],
    [coordinator, referralSet("status = 'REVOKED'"), '0'],
    [null, lookAt(`r.id = '${referral}'`), 'REVOKED t 84 t'],
    [null, told(cast, ofReferral), 'CARE IDENTITY first ACT_ENDED, CARE IDENTITY first EXPIRED'],
    coarse(cast, 'NONE f t'),
    [
      null,
      `select string_agg(to_state || ' ' || audience, ', ' order by at, array_position(array['SENT','ACKNOWLEDGED','WAITLISTED','IN_CARE','CONCLUDED','REVOKED'], to_state)) from (select distinct to_state, audience, at from public.journal_entries where row_id = '${referral}') j`,
      'SENT COORDINATOR, ACKNOWLEDGED HEALTH, WAITLISTED HEALTH, IN_CARE HEALTH, CONCLUDED HEALTH, REVOKED COORDINATOR',
    ],
    [
      null,
      `select count(*) || ' ' || count(region_code) || ' ' || count(partner_id) from public.events where row_id = '${referral}'`,
      '9 0 9',
    ],
    [null, `select (version > 1)::text from public.care_referrals where id = '${referral}'`, 'true'],
  ];
}

export function effectsOfCare(cast: Cast): Scene[] {
  const { gateway, otherHealth, coordinator, family, foreignFamily, landlord, protectedFamily } = cast;
  const person = family.adults[0]?.id;
  const revoke = `update public.consents set revoked_on = access.today() where person_id = '${person}' and purpose = 'CARE'`;
  return [
    {
      title:
        'a referral goes to its region’s gateway, opens the person, and tells the coordinator a coarse status',
      steps: course(cast),
    },
    {
      title:
        'a referral that is passed on closes here and opens there, and its coordinator ends it wherever it went',
      steps: [
        ...referred(cast),
        [gateway, redirect(otherHealth.id), one],
        [null, lookAt(`r.${next} and p.id = '${otherHealth.id}'`), 'SENT t 84 t'],
        [null, told(cast, ofReferral), 'CARE IDENTITY first ACT_ENDED'],
        [gateway, sees(cast), '0'],
        [otherHealth, sees(cast), one],
        [
          coordinator,
          `select count(*)::text from public.care_referrals where ${`person_id = '${person}'`}`,
          one,
        ],
        coarse(cast, 'REFERRED f t apc t'),
        [coordinator, referralSet("status = 'ENTERED_IN_ERROR'"), '0'],
        [null, lookAt(`r.${next}`), 'ENTERED_IN_ERROR t 84 t'],
        [null, lookAt(`r.id = '${referral}'`), 'REDIRECTED t 84 t'],
        [otherHealth, sees(cast), '0'],
      ],
    },
    {
      title: 'a referral is passed on to health partners in force alone, on a live consent',
      steps: [
        ...referred(cast),
        [gateway, redirect(landlord.id), 'UT001'],
        [null, `update public.partners set status = 'SUSPENDED' where id = '${otherHealth.id}'`, one],
        [gateway, redirect(otherHealth.id), 'UT001'],
        [null, `update public.partners set status = 'ACTIVE' where id = '${otherHealth.id}'`, one],
        [
          null,
          `update public.agreements set ends_on = current_date - 1 where partner_id = '${otherHealth.id}'`,
          one,
        ],
        [gateway, redirect(otherHealth.id), 'UT001'],
      ],
    },
    {
      title: 'nobody is referred without a live consent, a gateway in force, or from a protected family',
      steps: [
        [coordinator, refer(cast, 1), 'UT006'],
        [coordinator, refer(cast, 0, protectedFamily), 'UT002'],
        [null, `update public.partners set status = 'SUSPENDED' where id = '${gateway.id}'`, one],
        [coordinator, refer(cast), 'UT004'],
        [null, `update public.partners set status = 'ACTIVE' where id = '${gateway.id}'`, one],
        [
          null,
          `update public.agreements set ends_on = current_date - 1 where partner_id = '${gateway.id}'`,
          one,
        ],
        [coordinator, refer(cast), 'UT004'],
      ],
    },
    {
      title: 'the consent revoked ends the referral and closes the person because of it',
      steps: [
        ...referred(cast),
        [coordinator, revoke, one],
        [null, lookAt(`r.id = '${referral}'`), 'REVOKED t 84 t'],
        [null, told(cast, ofReferral), 'CARE IDENTITY first CONSENT_REVOKED'],
      ],
    },
    {
      title: 'a recipient’s no closes the person and asks the coordinator to act',
      steps: [
        ...referred(cast),
        [gateway, referralSet("status = 'DECLINED', decline_reason = 'NO_CAPACITY', moved_at = now()"), one],
        [null, told(cast, ofReferral), 'CARE IDENTITY first ACT_ENDED'],
        coarse(cast, 'NONE t f t'),
      ],
    },
    {
      title: 'protection ends the referral',
      steps: [
        ...referred(cast),
        [coordinator, `update public.families set protected = true where id = '${family.id}'`, one],
        [null, lookAt(`r.id = '${referral}'`), 'REVOKED t 84 t'],
        [null, told(cast, ofReferral), 'CARE IDENTITY first FAMILY_PROTECTED'],
      ],
    },
    {
      title: 'a recipient that leaves asks the coordinator to act, and reads nobody any more',
      steps: [
        ...referred(cast),
        [null, `update public.agreements set ended_at = now() where partner_id = '${gateway.id}'`, one],
        [null, told(cast, ofReferral), 'CARE IDENTITY first AGREEMENT_ENDED'],
        coarse(cast, 'REFERRED t t apc t'),
      ],
    },
    {
      title: 'a coordinator ends no referral of a family that it does not follow, nor a part of a line',
      steps: [
        [cast.otherCoordinator, refer(cast, 0, foreignFamily), one],
        [coordinator, "update public.care_referrals set status = 'REVOKED'", '0'],
        [null, lookAt(`r.id = '${referral}'`), 'SENT t 44 t'],
      ],
    },
  ];
}
