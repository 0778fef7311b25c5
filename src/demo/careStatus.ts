import {
  careOveralls,
  liveReferralStatuses,
  overallOfReferral,
  referralAnswerDays,
} from '../care/care.rules.ts';
import { monthStart, parisDay, plusDaysOf } from './calendar.ts';
import type { Row } from './demoRows.ts';
import type { Draft } from './draft.ts';

type Referral = Row<'careReferrals'>;

/** What the trigger of the referrals would have derived: one coarse status for each person who ever had one. */
export function deriveCareStatus({ rows }: Draft): void {
  const byPerson = new Map<string, Referral[]>();
  for (const referral of rows.careReferrals) {
    byPerson.set(referral.personId, [...(byPerson.get(referral.personId) ?? []), referral]);
  }
  for (const referrals of byPerson.values()) rows.careStatuses.push(statusOf(referrals));
}

const overallOf = (referral: Referral) => overallOfReferral[referral.status ?? 'SENT'];
const movedAt = (referral: Referral) => referral.movedAt ?? new Date(0);

function statusOf(referrals: readonly Referral[]): Row<'careStatuses'> {
  const byTelling = [...referrals].sort(
    (a, b) =>
      careOveralls.indexOf(overallOf(a)) - careOveralls.indexOf(overallOf(b)) ||
      movedAt(b).getTime() - movedAt(a).getTime(),
  );
  const [telling] = byTelling;
  if (!telling) throw new Error('a person without referral has no care status');
  return {
    personId: telling.personId,
    familyId: telling.familyId,
    regionCode: telling.regionCode,
    followedBy: telling.followedBy,
    overall: overallOf(telling),
    since: monthStart(parisDay(movedAt(telling))),
    actionDueAt: actionDueAt(telling),
    ...supportOf(telling),
    updatedAt: movedAt(telling),
  };
}

/** At once when it was declined, fourteen days after a sending that nobody answered. */
function actionDueAt(referral: Referral): Date | null {
  if (referral.status === 'DECLINED') return movedAt(referral);
  return referral.status === 'SENT' ? plusDaysOf(movedAt(referral), referralAnswerDays) : null;
}

/** What a coordinator has to arrange for care that goes on. */
function supportOf(referral: Referral) {
  const goesOn = liveReferralStatuses.some((status) => status === referral.status);
  return {
    supportOn: goesOn ? referral.nextAppointmentOn : null,
    supportTransportNeeded: goesOn && referral.transportNeeded,
    supportInterpreterLanguage: goesOn ? referral.interpreterLanguage : null,
  };
}
