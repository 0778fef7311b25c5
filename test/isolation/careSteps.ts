// Written by hand: what a coordinator and a recipient write of a referral, and how little of it a coordinator reads back.
import type { Cast } from './cast.ts';
import type { Step } from './play.ts';

const one = '1';
export const referral = '00000000-0000-4000-8000-0000000000e1';

export const refer = (cast: Cast, adult = 0, family = cast.family) =>
  `insert into public.care_referrals (id, person_id, family_id, interpreter_language, transport_needed) values ('${referral}', '${family.adults[adult]?.id}', '${family.id}', 'apc', true)`;
export const referralSet = (changes: string) =>
  `update public.care_referrals set ${changes} where id = '${referral}'`;
export const next = `redirected_from = '${referral}'`;
export const lookAt = (where: string) =>
  `select concat_ws(' ', r.status, r.partner_id = p.id, r.region_code, r.sent_on = access.today()) from public.care_referrals r join public.partners p on p.id = r.partner_id where ${where}`;
export const coarse = (cast: Cast, gives: string): Step => [
  cast.coordinator,
  `select concat_ws(' ', overall, action_due_at <= now() + interval '1 second', support_transport_needed, support_interpreter_language, since = date_trunc('month', access.today())) from public.care_statuses where person_id = '${cast.family.adults[0]?.id}'`,
  gives,
];
export const ofReferral = `referral_id = '${referral}'`;
export const referred = (cast: Cast): Step[] => [[cast.coordinator, refer(cast), one]];
export const moved = (cast: Cast, ...states: string[]): Step[] =>
  states.map((state) => [cast.gateway, referralSet(`status = '${state}', moved_at = now()`), one]);
export const expiresIn = (months: string): Step => [
  null,
  `select (expires_at between now() + interval '${months}' - interval '1 second' and now() + interval '${months}' + interval '1 second')::text from public.disclosures where ${ofReferral} and closed_at is null`,
  'true',
];
export const redirect = (to: string) =>
  referralSet(`status = 'REDIRECTED', redirected_to = '${to}', moved_at = now()`);
/** The consent's last day, so many days from today: after the term of the act or before it. */
export const consentEnds = (cast: Cast, days: number): Step => [
  null,
  `update public.consents set expires_on = access.today() + ${days} where purpose = 'CARE' and person_id = '${cast.family.adults[0]?.id}'`,
  one,
];
export const sees = (cast: Cast) =>
  `select count(*)::text from public.person_identities where person_id = '${cast.family.adults[0]?.id}'`;
