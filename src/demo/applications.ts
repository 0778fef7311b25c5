import type { JobApplicationStatus } from '../jobs/jobs.values.ts';
import { plusDaysOf } from './calendar.ts';
import type { Row } from './demoRows.ts';
import type { CloseReason } from './disclosures.ts';
import { coordinatorOf } from './draft.ts';
import type { FamilyPlan } from './families.ts';
import { byCoordinator, byPartner, type Move, record, system, timesUpTo } from './history.ts';
import type { JobPlan } from './jobs.ts';
import type { Ledgers } from './ledgers.ts';
import type { PersonPlan } from './persons.ts';
import { landlinePhone } from './phones.ts';
import { addressIn } from './places.ts';
import type { Random } from './random.ts';

/** An application presented lives for sixty days. */
const applicationDays = 60;

export interface ApplicationPlan {
  id: string;
  family: FamilyPlan;
  person: PersonPlan;
  job: JobPlan;
  times: Partial<Record<JobApplicationStatus, number>>;
  row: Row<'jobApplications'>;
}

export interface ApplicationSpec {
  family: FamilyPlan;
  person: PersonPlan;
  job: JobPlan;
  /** The states it went through, the last of which it is in. */
  path: readonly JobApplicationStatus[];
  /** When it came to the last, in days from today. */
  last: number;
  declinedBy?: Row<'jobApplications'>['declinedBy'];
  declineReason?: Row<'jobApplications'>['declineReason'];
  withdrawalReason?: Row<'jobApplications'>['withdrawalReason'];
  interview?: number;
}

const hirePath = [
  'PRESENTED',
  'INTERESTED',
  'DISCLOSED',
  'ACCEPTED',
  'HIRED',
] as const satisfies readonly JobApplicationStatus[];

export const applicationPathTo = (status: (typeof hirePath)[number]): JobApplicationStatus[] =>
  hirePath.slice(0, hirePath.indexOf(status) + 1);

const mutations: Record<JobApplicationStatus, string | null> = {
  DRAFT: 'presentCandidate',
  PRESENTED: 'presentCandidate',
  INTERESTED: 'expressInterest',
  DISCLOSED: 'discloseCandidate',
  ACCEPTED: 'acceptApplication',
  HIRED: 'confirmHire',
  DECLINED: 'declineApplication',
  WITHDRAWN: 'withdrawApplication',
  EXPIRED: null,
  OBSOLETE: null,
};

const byEmployer: readonly JobApplicationStatus[] = ['INTERESTED', 'ACCEPTED', 'HIRED', 'DECLINED'];
const endings = ['HIRED', 'DECLINED', 'WITHDRAWN', 'EXPIRED', 'OBSOLETE'] as const;
const systemReasons = ['PARTNER_LEFT', 'OFFER_WITHDRAWN', 'CONSENT_REVOKED'];

const notes: Partial<Record<string, string>> = {
  FRENCH_TOO_LOW:
    'Le poste demande de lire les consignes de sécurité. À revoir après la formation linguistique.',
  LACKING_SKILLS: 'Bon contact, mais il faut déjà savoir poser une charpente.',
  NO_POSITION: 'Poste finalement gelé.',
  DID_NOT_COME: 'Absent au rendez-vous, sans nouvelles.',
};

/** One application with all that it does to its disclosures and the journal; what it does to its offer is `hire`'s. */
export function apply(ledgers: Ledgers, spec: ApplicationSpec): ApplicationPlan {
  const { draft } = ledgers;
  const random = draft.random(`application ${draft.rows.jobApplications.length}`);
  const { family, person, job, path } = spec;
  const moves = movesOf(ledgers, spec, random);
  const times = Object.fromEntries(moves.map((move) => [move.to, move.time])) as ApplicationPlan['times'];
  const id = random.uuid();
  const presentedAt = times.PRESENTED === undefined ? null : draft.calendar.instant(times.PRESENTED);
  const row: Row<'jobApplications'> = {
    id,
    partnerId: job.partner.id,
    offerId: job.id,
    personId: person.id,
    familyId: family.id,
    ...family.scope,
    status: path.at(-1),
    presentedAt,
    expiresAt: presentedAt && plusDaysOf(presentedAt, applicationDays),
    ...interviewOf(ledgers, spec, random),
    programmeContact: `${coordinatorOf(draft, family.region).contact.split(',')[0]}, ${landlinePhone(random, family.region)}`,
    declinedBy: spec.declinedBy ?? (spec.withdrawalReason ? 'PROGRAMME' : null),
    declineReason: spec.declineReason ?? null,
    withdrawalReason: spec.withdrawalReason ?? null,
    note: notes[spec.declineReason ?? ''] ?? null,
    ...record(draft, 'jobApplication', id, moves),
  };
  draft.rows.jobApplications.push(row);
  const plan: ApplicationPlan = { id, family, person, job, times, row };
  disclose(ledgers, plan);
  return plan;
}

function movesOf({ draft }: Ledgers, spec: ApplicationSpec, random: Random): Move<JobApplicationStatus>[] {
  const { family, job, path } = spec;
  const coordinator = coordinatorOf(draft, family.region);
  const expired = path.at(-1) === 'EXPIRED';
  const times = timesUpTo(
    random,
    spec.last,
    path.length,
    expired ? [applicationDays + 1, applicationDays + 1] : [2, 5],
  );
  return path.map((to, position) => {
    const last = position === path.length - 1;
    const itself =
      last && (expired || to === 'OBSOLETE' || systemReasons.includes(spec.withdrawalReason ?? ''));
    const ofEmployer = byEmployer.includes(to) && !(to === 'DECLINED' && spec.declinedBy !== 'EMPLOYER');
    const own = to === 'DECLINED' && !ofEmployer ? 'declineForCandidate' : mutations[to];
    const author = ofEmployer
      ? byPartner(job.partner, coordinator, random)
      : byCoordinator(coordinator, random);
    return {
      to,
      time: times[position] ?? spec.last,
      mutation: itself ? null : own,
      by: itself ? system : author,
      reasonCode: last ? (spec.declineReason ?? spec.withdrawalReason ?? null) : null,
    };
  });
}

function interviewOf({ draft }: Ledgers, { interview, family, job }: ApplicationSpec, random: Random) {
  if (interview === undefined) return {};
  return {
    interviewAt: draft.calendar.instant(interview),
    interviewPlace: addressIn(job.place, random),
    interviewContact: `${job.partner.name}, ${landlinePhone(random, family.region)}`,
    interpreterForInterview: family.row.interpreterNeeded ?? false,
  };
}

function disclose(
  { consents, disclosures }: Ledgers,
  { id, family, person, job, times, row }: ApplicationPlan,
): void {
  if (times.PRESENTED === undefined || !row.expiresAt) return;
  const opening = {
    partner: job.partner,
    family,
    personId: person.id,
    purpose: 'EMPLOYMENT' as const,
    act: { applicationId: id },
    expiresAt: row.expiresAt,
  };
  const card = consents.liveAt(family, person, 'EMPLOYMENT_CARD', times.PRESENTED);
  const opened = [
    disclosures.open({ ...opening, level: 'CARD', consentId: card.id, opened: times.PRESENTED }),
  ];
  if (times.DISCLOSED !== undefined) {
    const identity = consents.liveAt(family, person, 'EMPLOYMENT_IDENTITY', times.DISCLOSED);
    opened.push(
      disclosures.open({ ...opening, level: 'IDENTITY', consentId: identity.id, opened: times.DISCLOSED }),
    );
  }
  const ended = endings.map((status) => times[status]).find((time) => time !== undefined);
  if (ended === undefined) return;
  disclosures.close(opened, ended, closeReasonOf(row));
  // The last word of whoever was presented: the card itself is taken back.
  if (row.withdrawalReason === 'CONSENT_REVOKED') consents.revoke(card, ended);
}

function closeReasonOf(row: Row<'jobApplications'>): CloseReason {
  if (row.withdrawalReason === 'PARTNER_LEFT') return 'AGREEMENT_ENDED';
  if (row.withdrawalReason === 'CONSENT_REVOKED') return 'CONSENT_REVOKED';
  return row.status === 'EXPIRED' ? 'EXPIRED' : 'ACT_ENDED';
}
