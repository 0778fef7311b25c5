import { monthsAfterContract } from '../disclosures/disclosures.rules.ts';
import { retentionMonths } from '../jobs/jobs.values.ts';
import type { Commune } from '../reference/communes.ts';
import { type ApplicationPlan, applicationPathTo, apply } from './applications.ts';
import { afterDay, plusMonths } from './calendar.ts';
import type { Row } from './demoRows.ts';
import { coordinatorOf } from './draft.ts';
import type { FamilyPlan } from './families.ts';
import { byPartner } from './history.ts';
import type { JobPlan, Jobs } from './jobs.ts';
import type { Ledgers } from './ledgers.ts';
import type { PersonPlan } from './persons.ts';

export interface Worker {
  family: FamilyPlan;
  person: PersonPlan;
}

export interface WorkSpec {
  /** First day, in days from today. */
  starts: number;
  /** Last day; left out: open. */
  ends?: number;
  /** Given when it is over. */
  endReason?: Row<'employments'>['endReason'];
}

/** How long an identity stays open under a contract without end: the demo's far future, in days. */
const farAhead = 730;

/** A hire, from the presentation to the first day and after. */
export function hire(
  ledgers: Ledgers,
  jobs: Jobs,
  worker: Worker,
  job: JobPlan,
  spec: WorkSpec,
): ApplicationPlan {
  const { draft } = ledgers;
  const random = draft.random(`hire ${draft.rows.employments.length}`);
  const hired = Math.min(Math.floor(spec.starts) - random.integer(2, 9), -2) + 0.6;
  const application = apply(ledgers, {
    ...worker,
    job,
    path: applicationPathTo('HIRED'),
    last: hired,
    interview: Math.floor(hired) - 3 + 0.4,
  });
  const employment = addEmployment(ledgers, worker, spec, {
    partnerId: job.partner.id,
    offerId: job.id,
    applicationId: application.id,
    communeCode: job.place.code,
    contract: job.row.contract,
    rome: job.row.rome,
    hoursPerWeek: job.row.hoursPerWeek,
  });
  application.row.hireStartsOn = employment.startsOn;
  application.row.hireEndsOn = employment.endsOn;
  application.row.hireHoursPerWeek = employment.hoursPerWeek;
  jobs.fill(job, hired, byPartner(job.partner, coordinatorOf(draft, job.region), random));
  discloseContract(ledgers, application, employment, hired);
  return application;
}

/** A job that the person found without the programme. */
export function recordEmployment(ledgers: Ledgers, worker: Worker, place: Commune, spec: WorkSpec): void {
  const random = ledgers.draft.random(`found ${ledgers.draft.rows.employments.length}`);
  addEmployment(ledgers, worker, spec, {
    communeCode: place.code,
    contract: random.pick(['CDI', 'CDD'] as const),
    rome: random.pick(['G1603', 'K2204', 'N4105', 'F1703'] as const),
    hoursPerWeek: random.pick([35, 30, 24] as const),
  });
}

type Terms = Pick<
  Row<'employments'>,
  'partnerId' | 'offerId' | 'applicationId' | 'communeCode' | 'contract' | 'rome' | 'hoursPerWeek'
>;

function addEmployment({ draft }: Ledgers, worker: Worker, spec: WorkSpec, terms: Terms): Row<'employments'> {
  const { family, person } = worker;
  const { calendar, rows } = draft;
  const random = draft.random(`employment ${rows.employments.length}`);
  const createdAt = calendar.instant(Math.min(spec.starts, -1.5));
  const over = spec.endReason !== undefined && spec.ends !== undefined;
  const row: Row<'employments'> = {
    id: random.uuid(),
    partnerId: null,
    offerId: null,
    applicationId: null,
    personId: person.id,
    familyId: family.id,
    ...family.scope,
    ...terms,
    startsOn: calendar.day(spec.starts),
    endsOn: spec.ends === undefined ? null : calendar.day(spec.ends),
    endReason: spec.endReason ?? null,
    version: over ? 2 : 1,
    createdAt,
    updatedAt: over ? calendar.instant(spec.ends ?? -1.5) : createdAt,
  };
  rows.employments.push(row);
  if (!over && terms.contract !== 'PMSMP') person.hoursInWork += terms.hoursPerWeek;
  confirmRetention({ draft, row, worker, spec, id: () => random.uuid() });
  return row;
}

interface Retention {
  draft: Ledgers['draft'];
  row: Row<'employments'>;
  worker: Worker;
  spec: WorkSpec;
  id(): string;
}

/** Asked after 1, 3, 6 and 12 months; the first "no" is the last answer. */
function confirmRetention({ draft, row, worker, spec, id }: Retention): void {
  for (const month of retentionMonths) {
    const asked = draft.calendar.timeOf(plusMonths(row.startsOn, month));
    if (asked > -6 || row.contract === 'PMSMP') return;
    const stillInPost = !spec.endReason || (spec.ends ?? 0) >= asked;
    draft.rows.employmentRetentions.push({
      id: id(),
      employmentId: row.id ?? '',
      partnerId: row.partnerId,
      familyId: worker.family.id,
      ...worker.family.scope,
      month,
      stillInPost,
      confirmedOn: draft.calendar.day(asked + 4),
    });
    if (!stillInPost) return;
  }
}

/** The contract, not a consent, makes the employee known, until three months after it. */
function discloseContract(
  { draft, disclosures }: Ledgers,
  { family, person, job }: ApplicationPlan,
  row: Row<'employments'>,
  hired: number,
): void {
  const lastDay = row.endsOn ? plusMonths(row.endsOn, monthsAfterContract) : null;
  const opened = disclosures.open({
    partner: job.partner,
    family,
    personId: person.id,
    level: 'IDENTITY',
    purpose: 'CONTRACT',
    act: { employmentId: row.id },
    consentId: null,
    opened: hired,
    expiresAt: lastDay ? afterDay(lastDay) : draft.calendar.instant(farAhead),
  });
  if (lastDay && lastDay < draft.calendar.day(-2)) {
    disclosures.close([opened], draft.calendar.timeOf(lastDay) + 1.1, 'EXPIRED');
  }
}
