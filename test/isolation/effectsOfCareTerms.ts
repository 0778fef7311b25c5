// Written by hand: what time and answers do to a referral, and what a coordinator reads of it.
import { coarse, moved, ofReferral, redirect, refer, referral, referralSet, referred } from './careSteps.ts';
import type { Cast } from './cast.ts';
import { runOut } from './effectsOfTerms.ts';
import { told } from './homeSteps.ts';
import type { Scene, Step } from './play.ts';
import { presented } from './workSteps.ts';

const one = '1';
function receipts(cast: Cast): Scene {
  const { gateway, coordinator, otherHealth } = cast;
  const receipt: string = `select concat_ws(' ', month = date_trunc('month', access.today()), closed_month = date_trunc('month', access.today()), erasure_acknowledged) from public.care_receipts where person_id = '${cast.family.adults[0]?.id}'`;
  const acknowledges = (who: typeof gateway): Step => [
    who,
    `update public.disclosures set erasure_acknowledged_at = now() where ${ofReferral} and closed_at is not null`,
    '0|1',
  ];
  return {
    title: 'a coordinator reads of a person shown to care the month, and when all of it is closed and erased',
    steps: [
      ...presented(cast),
      ...referred(cast),
      [coordinator, receipt, 't f'],
      [gateway, redirect(otherHealth.id), one],
      [coordinator, receipt, 't f'],
      acknowledges(gateway),
      [coordinator, receipt, 't f'],
      [
        otherHealth,
        `update public.care_referrals set status = 'DECLINED', decline_reason = 'OTHER' where person_id = '${cast.family.adults[0]?.id}'`,
        one,
      ],
      [coordinator, receipt, 't t f'],
      [
        otherHealth,
        `update public.disclosures set erasure_acknowledged_at = now() where partner_id = '${otherHealth.id}' and person_id = '${cast.family.adults[0]?.id}'`,
        one,
      ],
      [coordinator, receipt, 't t t'],
    ],
  };
}

function care(cast: Cast): Scene[] {
  const { gateway, coordinator, landlord, family, otherHealth } = cast;
  const second = '00000000-0000-4000-8000-0000000000ec';
  return [
    {
      title: 'a region’s gateway is its own health partner in force',
      steps: [
        [
          null,
          "update public.partner_regions set care_gateway = false where region_code = '75' and care_gateway",
          '0|1',
        ],
        [null, `update public.families set region_code = '75' where id = '${family.id}'`, one],
        [coordinator, refer(cast), 'UT004'],
        [null, `update public.families set region_code = '84' where id = '${family.id}'`, one],
        [
          null,
          `update public.partner_regions set care_gateway = false where partner_id = '${gateway.id}'`,
          '2',
        ],
        [
          null,
          `update public.partner_regions set care_gateway = true where partner_id = '${landlord.id}'`,
          one,
        ],
        [coordinator, refer(cast), 'UT004'],
      ],
    },
    {
      title:
        'a no asks the coordinator to act until another referral follows, and one that was answered does not',
      steps: [
        ...referred(cast),
        [gateway, referralSet("status = 'DECLINED', decline_reason = 'NO_CAPACITY', moved_at = now()"), one],
        coarse(cast, 'NONE t f t'),
        [
          null,
          `update public.care_referrals set created_at = now() - interval '1 day' where id = '${referral}'`,
          one,
        ],
        [coordinator, refer(cast).replace(referral, second), one],
        coarse(cast, 'REFERRED f t apc t'),
        [gateway, `update public.care_referrals set status = 'ACKNOWLEDGED' where id = '${second}'`, one],
        coarse(cast, 'REFERRED t apc t'),
        [gateway, `update public.care_referrals set status = 'IN_CARE' where id = '${second}'`, one],
        [gateway, `update public.care_referrals set status = 'CONCLUDED' where id = '${second}'`, one],
        coarse(cast, 'CONCLUDED f t'),
        [null, `update public.partners set status = 'SUSPENDED' where id = '${otherHealth.id}'`, one],
      ],
    },
    {
      title: 'what had closed of a referral stays as it closed, and what lives moves its term',
      steps: [
        ...referred(cast),
        [
          null,
          `update public.disclosures set closed_at = now(), close_reason = 'AGREEMENT_ENDED', expires_at = now() + interval '1 day' where ${ofReferral}`,
          one,
        ],
        ...moved(cast, 'ACKNOWLEDGED'),
        [null, told(cast, ofReferral), 'CARE IDENTITY first AGREEMENT_ENDED, CARE IDENTITY first'],
        [
          null,
          `select string_agg((expires_at < now() + interval '2 days')::text, ' ' order by close_reason) from public.disclosures where ${ofReferral}`,
          'true false',
        ],
        [gateway, referralSet("status = 'DECLINED', decline_reason = 'OTHER'"), one],
        [null, told(cast, ofReferral), 'CARE IDENTITY first ACT_ENDED, CARE IDENTITY first AGREEMENT_ENDED'],
        [
          null,
          `select string_agg(distinct audience, ',') from public.disclosures where ${ofReferral}`,
          'HEALTH',
        ],
      ],
    },
    {
      title: 'what had closed for another reason has not run out',
      steps: [
        ...referred(cast),
        runOut(ofReferral),
        [
          null,
          `update public.disclosures set closed_at = now(), close_reason = 'AGREEMENT_ENDED' where ${ofReferral}`,
          one,
        ],
        ...moved(cast, 'ACKNOWLEDGED'),
        [null, told(cast, ofReferral), 'CARE IDENTITY first AGREEMENT_ENDED, CARE IDENTITY first'],
      ],
    },
    {
      title: 'care is not taken up again without a consent in force',
      steps: [
        ...referred(cast),
        ...moved(cast, 'ACKNOWLEDGED', 'IN_CARE', 'CONCLUDED'),
        runOut(ofReferral),
        [
          null,
          `update public.consents set expires_on = access.today() - 1 where purpose = 'CARE' and person_id = '${family.adults[0]?.id}'`,
          one,
        ],
        [gateway, referralSet("status = 'IN_CARE', moved_at = now()"), 'UT006'],
      ],
    },
    {
      title: 'care that is concluded opens nobody again',
      steps: [
        ...referred(cast),
        ...moved(cast, 'ACKNOWLEDGED', 'IN_CARE'),
        runOut(ofReferral),
        ...moved(cast, 'CONCLUDED'),
        [null, told(cast, ofReferral), 'CARE IDENTITY first EXPIRED'],
      ],
    },
  ];
}

export const effectsOfCareTerms = (cast: Cast): Scene[] => [receipts(cast), ...care(cast)];
