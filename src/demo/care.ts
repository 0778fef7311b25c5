import { type CareReferralStatus, careDeclineReasons } from '../care/care.rules.ts';
import { daysAfterCare, monthsOfCare } from '../disclosures/disclosures.rules.ts';
import { plusDaysOf } from './calendar.ts';
import { deriveCareStatus } from './careStatus.ts';
import type { Row } from './demoRows.ts';
import { careGatewayOf, coordinatorOf, partnersOf } from './draft.ts';
import type { FamilyPlan } from './families.ts';
import { byCoordinator, byPartner, type Move, record, timesUpTo } from './history.ts';
import { arrived } from './journeys.ts';
import type { Ledgers } from './ledgers.ts';
import type { PartnerPlan } from './partners.ts';
import type { PersonPlan } from './persons.ts';
import { landlinePhone } from './phones.ts';
import { at, type Random } from './random.ts';

type Story = readonly [path: readonly CareReferralStatus[], count: number];

/** How far those who were referred have come. */
const stories: readonly Story[] = [
  [['SENT'], 8],
  [['SENT', 'ACKNOWLEDGED'], 5],
  [['SENT', 'ACKNOWLEDGED', 'WAITLISTED'], 16],
  [['SENT', 'ACKNOWLEDGED', 'IN_CARE'], 14],
  [['SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE'], 10],
  [['SENT', 'ACKNOWLEDGED', 'IN_CARE', 'PAUSED'], 4],
  [['SENT', 'ACKNOWLEDGED', 'IN_CARE', 'CONCLUDED'], 8],
  [['SENT', 'DECLINED'], 3],
  [['SENT', 'ACKNOWLEDGED', 'DECLINED'], 1],
  [['SENT', 'ACKNOWLEDGED', 'IN_CARE', 'REVOKED'], 1],
  [['SENT', 'REVOKED'], 1],
  [['SENT', 'ENTERED_IN_ERROR'], 2],
];

const mutations: Partial<Record<CareReferralStatus, string>> = {
  SENT: 'referToCare',
  REDIRECTED: 'redirectReferral',
  REVOKED: 'revokeConsent',
  ENTERED_IN_ERROR: 'revokeReferral',
};

interface Patient {
  family: FamilyPlan;
  person: PersonPlan;
}

interface ReferralSpec extends Patient {
  partner: PartnerPlan;
  path: readonly CareReferralStatus[];
  /** When it came to each. */
  times: readonly number[];
  redirectedFrom?: string;
  redirectedTo?: string;
}

/** Referrals of about one in five of those who have arrived, through each region's gateway, and what coordinators read of them. */
export function createCare(ledgers: Ledgers, families: readonly FamilyPlan[]): void {
  const random = ledgers.draft.random('care');
  const patients = choosePatients(families, random);
  const paths = stories.flatMap(([path, count]) => Array.from({ length: count }, () => path));
  for (const [position, path] of paths.entries()) refer(ledgers, at(patients, position), path, random);
  // Declined once, and sent again: the coordinator reads one status, not how many there were.
  for (const patient of patients.slice(paths.length, paths.length + 2)) {
    const partner = careGatewayOf(ledgers.draft, patient.family.region);
    addReferral(ledgers, { ...patient, partner, path: ['SENT', 'DECLINED'], times: [-46.4, -40.3] }, random);
    refer(ledgers, patient, ['SENT', 'ACKNOWLEDGED', 'WAITLISTED'], random);
  }
  deriveCareStatus(ledgers.draft);
}

/** The first of region 84 stand first and eighth or so: the README's health partner has them at SENT and IN_CARE. */
function choosePatients(families: readonly FamilyPlan[], random: Random): Patient[] {
  const here = families.filter(
    (family) =>
      arrived.includes(family.journey) &&
      family.journey !== 'EXITED' &&
      !family.row.protected &&
      (family.times.arrived ?? -100) < -30,
  );
  const all = random.shuffled(here.flatMap((family) => family.persons.map((person) => ({ family, person }))));
  const mine = all.filter(({ family }) => family.region === '84');
  const others = all.filter(({ family }) => family.region !== '84');
  // Two of region 84 in every nine.
  return all
    .map((_, position) => (position % 9 < 2 ? mine.shift() : others.shift()) ?? mine.shift())
    .filter((one) => one !== undefined);
}

function refer(
  ledgers: Ledgers,
  patient: Patient,
  path: readonly CareReferralStatus[],
  random: Random,
): void {
  const { draft } = ledgers;
  const gateway = careGatewayOf(draft, patient.family.region);
  const others = partnersOf(draft, 'HEALTH', patient.family.region).filter((partner) => partner !== gateway);
  const here = Math.floor(-(patient.family.times.arrived ?? -200));
  const longAgo = path.length > 2 ? Math.min(here - 35, 150) : 24;
  const last = -random.integer(2, Math.max(6, longAgo)) + random.fraction() * 0.9;
  const times = timesUpTo(random, last, path.length, [2, 8]);
  const sent = times[0] ?? last;
  const treats = draft.rows.careReferrals.some(
    (one) => one.partnerId === gateway.id && one.status === 'IN_CARE',
  );
  const keeps = path.at(-1) === 'IN_CARE' && !treats;
  if (others.length === 0 || path.length < 3 || random.chance(0.6) || keeps) {
    addReferral(ledgers, { ...patient, partner: gateway, path, times }, random);
    return;
  }
  const recipient = random.pick(others);
  const before = timesUpTo(random, sent, 2, [1, 4]);
  const first = { ...patient, partner: gateway, path: ['SENT', 'REDIRECTED'] as const, times: before };
  const redirected = addReferral(ledgers, { ...first, redirectedTo: recipient.id }, random);
  addReferral(
    ledgers,
    { ...patient, partner: recipient, path, times, redirectedFrom: redirected.id },
    random,
  );
}

function addReferral(ledgers: Ledgers, spec: ReferralSpec, random: Random): Row<'careReferrals'> {
  const { draft, consents } = ledgers;
  const { family, person, partner, path, times } = spec;
  const status = path.at(-1) ?? 'SENT';
  const sent = times[0] ?? -2;
  const last = times.at(-1) ?? sent;
  const consent = consents.liveAt(family, person, 'CARE', sent);
  const id = random.uuid();
  const waiting = status === 'WAITLISTED' || status === 'IN_CARE';
  const row: Row<'careReferrals'> = {
    id,
    partnerId: partner.id,
    personId: person.id,
    contactPersonId: consent.givenBy.id,
    familyId: family.id,
    ...family.scope,
    consentId: consent.id,
    interpreterLanguage: family.row.interpreterNeeded ? (family.naming.languages[0] ?? null) : null,
    transportNeeded: random.chance(0.25),
    nextAppointmentOn: waiting && random.chance(0.75) ? draft.calendar.day(random.integer(3, 55)) : null,
    declineReason: status === 'DECLINED' ? random.pick(careDeclineReasons) : null,
    programmeContact: `${coordinatorOf(draft, family.region).contact.split(',')[0]}, ${landlinePhone(random, family.region)}`,
    redirectedFrom: spec.redirectedFrom ?? null,
    redirectedTo: spec.redirectedTo ?? null,
    sentOn: draft.calendar.day(sent),
    movedAt: draft.calendar.instant(last),
    status,
    ...record(draft, 'careReferral', id, movesOf(ledgers, spec, random)),
  };
  draft.rows.careReferrals.push(row);
  disclose(ledgers, spec, row, consent.id);
  if (status === 'REVOKED') consents.revoke(consent, last);
  return row;
}

function movesOf({ draft }: Ledgers, spec: ReferralSpec, random: Random): Move<CareReferralStatus>[] {
  const coordinator = coordinatorOf(draft, spec.family.region);
  const byRegion: readonly CareReferralStatus[] = ['SENT', 'REVOKED', 'ENTERED_IN_ERROR'];
  return spec.path.map((to, position) => {
    const again = to === 'SENT' && spec.redirectedFrom !== undefined;
    return {
      to,
      time: spec.times[position] ?? -2,
      mutation: again ? 'redirectReferral' : (mutations[to] ?? 'updateCareStatus'),
      by:
        byRegion.includes(to) && !again
          ? byCoordinator(coordinator, random)
          : byPartner(spec.partner, coordinator, random),
    };
  });
}

const closedAtOnce: readonly CareReferralStatus[] = ['DECLINED', 'REDIRECTED', 'REVOKED', 'ENTERED_IN_ERROR'];

/** Twelve months after its last move, thirty days after its conclusion, at once when it is refused or taken back. */
function disclose(
  { draft, disclosures }: Ledgers,
  spec: ReferralSpec,
  row: Row<'careReferrals'>,
  consentId: string,
): void {
  const moved = row.movedAt ?? draft.calendar.instant(-2);
  const concluded = row.status === 'CONCLUDED';
  const last = spec.times.at(-1) ?? -2;
  const disclosure = disclosures.open({
    partner: spec.partner,
    family: spec.family,
    personId: spec.person.id,
    contactPersonId: row.contactPersonId,
    level: 'IDENTITY',
    purpose: 'CARE',
    act: { referralId: row.id },
    consentId,
    opened: spec.times[0] ?? -2,
    expiresAt: concluded ? plusDaysOf(moved, daysAfterCare) : monthsAfter(moved),
  });
  if (row.status && closedAtOnce.includes(row.status)) {
    disclosures.close([disclosure], last, row.status === 'REVOKED' ? 'CONSENT_REVOKED' : 'ACT_ENDED');
  } else if (concluded && last + daysAfterCare < -3) {
    disclosures.close([disclosure], last + daysAfterCare + 0.6, 'EXPIRED');
  }
}

function monthsAfter(instant: Date): Date {
  const later = new Date(instant);
  later.setUTCMonth(later.getUTCMonth() + monthsOfCare);
  return later;
}
