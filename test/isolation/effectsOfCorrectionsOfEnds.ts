import { coarse, moved, ofReferral, referral, referralSet, referred } from './careSteps.ts';
import type { Cast } from './cast.ts';
import { referralIs } from './effectsOfEnds.ts';
import { accepted, home, homeIs, told } from './homeSteps.ts';
import { offer, position } from './offers.ts';
import { byAnother, doing, earlier, type Scene, type Speaker, type Step, undoing } from './play.ts';
import { application, apply, job, jobIs, jobSet } from './workSteps.ts';

const one = '1';
const builtUpon = 'UT013';
export const homeSet = (set: string) => `update public.housing_offers set ${set} where id = '${home}'`;
export const reads = (table: string, where: string, what: string, gives: string): Step => [
  null,
  `select concat_ws(' ', ${what}) from public.${table} where ${where}`,
  gives,
];
export const off = (table: string, trigger = 'guard_transition'): Step => [
  null,
  `alter table public.${table} disable trigger ${trigger}`,
  '0',
];
export const on = (table: string, trigger = 'guard_transition'): Step => [
  null,
  `alter table public.${table} enable trigger ${trigger}`,
  '0',
];

function ofOffers(cast: Cast): Scene[] {
  const { landlord, employer, coordinator, keylessLandlord, otherLandlord } = cast;
  const undoHome = (gives = one, who: Speaker = undoing(landlord)): Step => [
    who,
    homeSet('status = status'),
    gives,
  ];
  const undoJob = (gives = one): Step => [undoing(employer), jobSet('status = status'), gives];
  const publish: Step = [doing(landlord, 'publishHousingOffer'), homeSet("status = 'PUBLISHED'"), one];
  const acting = { partner: coordinator, channel: 'PHONE' };
  return [
    {
      title:
        'an offer taken back is a draft again, whatever its partner has not been shown, and not once it was shown a person',
      steps: [
        [landlord, offer(landlord.id, `'${home}'`), one],
        publish,
        undoHome(),
        homeIs('DRAFT'),
        publish,
        ...accepted(cast).slice(2, 3),
        undoHome(),
        homeIs('DRAFT'),
        [employer, position(employer.id, `'${job}'`), one],
        [doing(employer, 'publishJobOffer'), jobSet("status = 'OPEN'"), one],
        [coordinator, apply(cast, application, job, employer.id, 'DRAFT'), one],
        undoJob(),
        jobIs('DRAFT 0'),
        [doing(employer, 'publishJobOffer'), jobSet("status = 'OPEN'"), one],
        [null, `delete from public.job_applications where id = '${application}'`, one],
        [coordinator, apply(cast, application, job, employer.id), one],
        undoJob(builtUpon),
      ],
    },
    {
      title: 'an offer withdrawn as a draft is a draft again, whatever was proposed on it',
      steps: [
        [landlord, offer(landlord.id, `'${home}'`), one],
        ...accepted(cast).slice(2, 3),
        [doing(landlord, 'withdrawHousingOffer'), homeSet("status = 'WITHDRAWN'"), one],
        undoHome(),
        homeIs('DRAFT'),
      ],
    },
    {
      title: 'an offer is not on offer again after its term',
      steps: [
        [landlord, offer(landlord.id, `'${home}'`), one],
        publish,
        [doing(landlord, 'pauseHousingOffer'), homeSet("status = 'PAUSED'"), one],
        [null, homeSet("valid_until = now() - interval '1 day'"), one],
        undoHome('UT011'),
        [null, homeSet("valid_until = now() + interval '1 day'"), one],
        undoHome(),
        homeIs('PUBLISHED'),
      ],
    },
    {
      title:
        'a coordinator takes back what it did for a landlord without a key, and not what the landlord did',
      steps: [
        [acting, offer(keylessLandlord.id, `'${home}'`), one],
        [{ ...acting, mutation: 'publishHousingOffer' }, homeSet("status = 'PUBLISHED'"), one],
        undoHome(one, { ...acting, mutation: 'undoTransition' }),
        homeIs('DRAFT'),
        earlier('1 hour'),
        [{ ...acting, mutation: 'publishHousingOffer' }, homeSet("status = 'PUBLISHED'"), one],
        byAnother(otherLandlord, `row_id = '${home}' and to_state = 'PUBLISHED'`),
        undoHome('UT012', { ...acting, mutation: 'undoTransition' }),
      ],
    },
  ];
}

function ofReferrals(cast: Cast): Scene {
  const { gateway, coordinator } = cast;
  const undo = (gives = one): Step => [undoing(gateway), referralSet('status = status'), gives];
  const answers = (set: string): Step => [
    doing(gateway, 'updateCareStatus'),
    referralSet(`${set}, moved_at = now()`),
    one,
  ];
  return {
    title: 'a recipient takes its answer back, and what its no had closed opens anew',
    steps: [
      ...referred(cast),
      answers("status = 'ACKNOWLEDGED'"),
      undo(),
      referralIs('SENT'),
      earlier('1 hour'),
      answers("status = 'DECLINED', decline_reason = 'OTHER'"),
      [
        null,
        `update public.care_referrals set moved_at = now() - interval '20 days' where id = '${referral}'`,
        one,
      ],
      undo(),
      reads(
        'care_referrals',
        `id = '${referral}'`,
        "status, decline_reason, moved_at > now() - interval '1 minute'",
        'SENT t',
      ),
      [null, told(cast, ofReferral), 'CARE IDENTITY first ACT_ENDED, CARE IDENTITY first'],
      coarse(cast, 'REFERRED f t apc t'),
      earlier('1 hour'),
      ...moved(cast, 'ACKNOWLEDGED'),
      undo('UT001'),
      [undoing(coordinator), referralSet('status = status'), '42501'],
    ],
  };
}

export const contract = (set: string) =>
  `update public.employments set ${set} where application_id = '${application}'`;
export const undoJob = ({ employer }: Cast, gives = one): Step => [
  undoing(employer),
  contract('end_reason = end_reason'),
  gives,
];

export const effectsOfCorrectionsOfEnds = (cast: Cast): Scene[] => [...ofOffers(cast), ofReferrals(cast)];
